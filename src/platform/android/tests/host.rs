//! A phone without Android under it: one Java machine for this process, which watches that native
//! code keeps JNI's rules, and a context whose answers a test chooses.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use jni::objects::{GlobalRef, JObject, JValue, JValueOwned};
use jni::sys::jlong;
use jni::{InitArgsBuilder, JNIEnv, JNIVersion, JavaVM, NativeMethod};

const HOST: &str = "pe/gob/muniporvenir/auxilio/host";
const REMEDY: &str =
    "run `cargo xtask test --only java` first: it installs Java and compiles android/";

/// What the phone answers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mood {
    /// It has no services, no folders, and no permissions.
    Nothing,
    /// Whatever it is asked, it throws.
    Throws,
    /// It has positions, the permission for them, and a folder.
    Positions,
}

/// The phone, for one test at a time.
pub(super) struct Phone {
    machine: &'static Machine,
    _alone: MutexGuard<'static, ()>,
}

struct Machine {
    vm: JavaVM,
    context: GlobalRef,
}

static MACHINE: LazyLock<Machine> = LazyLock::new(Machine::start);

impl Phone {
    pub(super) fn new(mood: Mood) -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let phone = Self {
            _alone: ALONE.lock().unwrap_or_else(PoisonError::into_inner),
            machine: &MACHINE,
        };
        phone.becomes(mood);
        phone
    }

    pub(super) fn becomes(&self, mood: Mood) {
        let name = match mood {
            Mood::Nothing => "NOTHING",
            Mood::Throws => "THROWS",
            Mood::Positions => "POSITIONS",
        };
        self.java(|env, context| {
            let name = env.new_string(name).unwrap();
            let signature = "(Ljava/lang/String;)V";
            let arguments = [JValue::Object(&name)];
            of_object(env, context, "become", signature, &arguments);
        });
    }

    /// Does something in Java as the test itself; it must not throw.
    pub(super) fn java<T>(&self, work: impl FnOnce(&mut JNIEnv<'_>, &JObject<'static>) -> T) -> T {
        let mut env = self.machine.vm.attach_current_thread_permanently().unwrap();
        let done = env.with_local_frame(16, |env| {
            Ok::<_, jni::errors::Error>(work(env, self.machine.context.as_obj()))
        });
        assert!(!env.exception_check().unwrap(), "something stays thrown");
        done.unwrap()
    }
}

impl Machine {
    fn start() -> Self {
        let arguments = InitArgsBuilder::new()
            .version(JNIVersion::V8)
            .option(format!("-Djava.class.path={}", classpath()))
            .option("-Xcheck:jni")
            .option("-Xmx256m")
            .build()
            .unwrap();
        let vm = JavaVM::new(arguments)
            .unwrap_or_else(|error| panic!("no Java machine ({error}): {REMEDY}"));
        let mut env = vm.attach_current_thread_permanently().unwrap();
        steady_clock(&mut env);
        let context = new(&mut env, &format!("{HOST}/HostContext"));
        let context = env.new_global_ref(context).unwrap();
        announce(&vm, &context);
        Self { vm, context }
    }
}

/// Where Maven compiles the app's Java to.
pub(super) fn built() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/java")
}

fn classpath() -> String {
    let built = built();
    let android = fs::read_to_string(built.join("classpath"))
        .unwrap_or_else(|error| panic!("Android's classes are not here ({error}): {REMEDY}"));
    let folders = ["classes", "test-classes"].map(|name| built.join(name));
    for folder in &folders {
        assert!(
            folder.is_dir(),
            "there is no {}: {REMEDY}",
            folder.display()
        );
    }
    let [classes, tests] = folders.map(|folder| folder.display().to_string());
    format!("{classes}:{tests}:{}", android.trim())
}

/// What Android's own library would do.
#[expect(clippy::disallowed_methods, reason = "the test's own, not the app's")]
fn steady_clock(env: &mut JNIEnv<'_>) {
    extern "system" fn elapsed(_: JNIEnv<'_>, _: JObject<'_>) -> jlong {
        1_000_000_000
    }
    let clock = NativeMethod {
        name: "elapsedRealtimeNanos".into(),
        sig: "()J".into(),
        fn_ptr: elapsed as *mut _,
    };
    env.register_native_methods("android/os/SystemClock", &[clock])
        .unwrap();
}

/// As tao does before it calls `main`.
#[expect(
    unsafe_code,
    reason = "a machine and a context are announced as addresses"
)]
fn announce(vm: &JavaVM, context: &GlobalRef) {
    let vm = vm.get_java_vm_pointer().cast();
    let context = context.as_obj().as_raw().cast();
    // SAFETY: once, and both live as long as the process: they are in a static.
    unsafe { ndk_context::initialize_android_context(vm, context) }
}

#[expect(clippy::disallowed_methods, reason = "the test's own, not the app's")]
fn new<'local>(env: &mut JNIEnv<'local>, class: &str) -> JObject<'local> {
    env.new_object(class, "()V", &[]).unwrap()
}

/// Calls a method of an object of the test's own.
#[expect(clippy::disallowed_methods, reason = "the test's own, not the app's")]
pub(super) fn of_object<'local>(
    env: &mut JNIEnv<'local>,
    object: &JObject<'_>,
    name: &str,
    signature: &str,
    arguments: &[JValue<'_, '_>],
) -> JValueOwned<'local> {
    env.call_method(object, name, signature, arguments).unwrap()
}

/// Calls a method of a class of the test's own.
#[expect(clippy::disallowed_methods, reason = "the test's own, not the app's")]
pub(super) fn of_class<'local>(
    env: &mut JNIEnv<'local>,
    class: &str,
    name: &str,
    signature: &str,
    arguments: &[JValue<'_, '_>],
) -> JValueOwned<'local> {
    env.call_static_method(format!("{HOST}/{class}"), name, signature, arguments)
        .unwrap()
}
