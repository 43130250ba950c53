//! The way into Java and back.

use std::ffi::c_void;
use std::panic::catch_unwind;
use std::sync::OnceLock;

use jni::objects::{GlobalRef, JObject, JString};
use jni::sys::{jlong, jobject};
use jni::{JNIEnv, JavaVM};

use super::names;

/// Local references that one call may make. Java needs a number; it is not a limit.
const LOCAL_REFERENCES: i32 = 16;

/// A call into Java that did not succeed.
#[derive(Debug, thiserror::Error)]
#[error("could not {tried}: {cause}")]
pub(super) struct JavaError {
    tried: &'static str,
    cause: String,
}

impl JavaError {
    fn new(tried: &'static str, cause: &impl ToString) -> Self {
        Self {
            tried,
            cause: cause.to_string(),
        }
    }
}

/// The way that the system gave without a window, with the application for a context. Kept for as
/// long as the process lives.
static KEPT: OnceLock<Java> = OnceLock::new();

/// The process' Java machine, and the app's context in it.
pub(super) struct Java {
    vm: JavaVM,
    context: GlobalRef,
}

impl Java {
    /// The activity's, as it announced them before it called `main`: only an activity can ask the
    /// person something. Where there is none, or it is destroyed, those that [`Self::keep`] kept.
    pub(super) fn of_this_process() -> Result<Self, JavaError> {
        const TRIED: &str = "reach Java";
        let found = match (catch_unwind(ndk_context::android_context), KEPT.get()) {
            (Ok(announced), _) => machine(announced.vm()).and_then(|vm| {
                let context = context(&vm, announced.context().cast())?;
                Ok(Self { vm, context })
            }),
            (Err(_), Some(kept)) => kept.again(),
            (Err(_), None) => {
                return Err(JavaError::new(TRIED, &"nothing has started this process"));
            }
        };
        found.map_err(|error| JavaError::new(TRIED, &error))
    }

    /// Keeps the way that a call from Java came by, once in the process' life.
    pub(super) fn keep(
        env: &mut JNIEnv<'_>,
        application: &JObject<'_>,
    ) -> Result<&'static Self, JavaError> {
        let kept = || -> jni::errors::Result<Self> {
            if application.is_null() {
                return Err(jni::errors::Error::NullPtr("application"));
            }
            let (vm, context) = (env.get_java_vm()?, env.new_global_ref(application)?);
            Ok(Self { vm, context })
        };
        if let Some(kept) = KEPT.get() {
            return Ok(kept);
        }
        let kept = kept().map_err(|error| JavaError::new("keep the way into Java", &error))?;
        Ok(KEPT.get_or_init(|| kept))
    }

    fn again(&self) -> jni::errors::Result<Self> {
        Ok(Self {
            vm: machine(self.vm.get_java_vm_pointer().cast())?,
            context: self.context.clone(),
        })
    }

    /// The machine and the context, as those take them who know no Rust of ours.
    #[cfg(target_os = "android")]
    pub(super) fn addresses(&'static self) -> (*mut c_void, *mut c_void) {
        let vm = self.vm.get_java_vm_pointer();
        (vm.cast(), self.context.as_obj().as_raw().cast())
    }

    /// Does something in Java on this thread. What Java throws becomes an error, and nothing stays
    /// thrown.
    pub(super) fn call<T>(
        &self,
        tried: &'static str,
        work: impl FnOnce(&mut JNIEnv<'_>, &JObject<'static>) -> jni::errors::Result<T>,
    ) -> Result<T, JavaError> {
        // Attached until the thread ends, so that what it drops later finds it so.
        let attached = self.vm.attach_current_thread_permanently();
        let mut env = attached.map_err(|error| JavaError::new(tried, &error))?;
        let done = env.with_local_frame(LOCAL_REFERENCES, |env| work(env, self.context.as_obj()));
        done.map_err(|error| match thrown(&mut env) {
            Some(class) => JavaError::new(tried, &class),
            None => JavaError::new(tried, &error),
        })
    }
}

#[expect(
    unsafe_code,
    reason = "the activity hands the machine over as an address"
)]
fn machine(address: *mut c_void) -> jni::errors::Result<JavaVM> {
    // SAFETY: the address comes from a JNIEnv of this process, and a process has one machine from
    // its beginning to its end.
    unsafe { JavaVM::from_raw(address.cast()) }
}

#[expect(
    unsafe_code,
    reason = "the activity hands its context over as an address"
)]
fn context(vm: &JavaVM, address: jobject) -> jni::errors::Result<GlobalRef> {
    let env = vm.attach_current_thread_permanently()?;
    // SAFETY: tao keeps a global reference at this address until the activity is destroyed, after
    // which the address is no longer given out. The object made here does not own the reference.
    let announced = unsafe { JObject::from_raw(address) };
    env.new_global_ref(announced)
}

/// The class of what was thrown, which then is no longer. Its message stays unread: it may hold
/// something personal.
fn thrown(env: &mut JNIEnv<'_>) -> Option<String> {
    let thrown = env.exception_occurred().ok().filter(|it| !it.is_null())?;
    // Fails only if the thread is not attached, and then nothing was thrown.
    let _ = env.exception_clear();
    let name = env.with_local_frame(LOCAL_REFERENCES, |env| {
        let class = env.get_object_class(&thrown)?;
        let name = names::class::GET_NAME.call(env, &class, &[])?;
        text(env, name.l()?)
    });
    let _ = env.exception_clear();
    // This thread never goes back to Java, which would free it.
    let _ = env.delete_local_ref(thrown);
    Some(name.unwrap_or_else(|_| "something was thrown".to_owned()))
}

/// The text of a Java string.
pub(super) fn text(env: &mut JNIEnv<'_>, string: JObject<'_>) -> jni::errors::Result<String> {
    let string = JString::from(string);
    let text = env.get_string(&string)?;
    Ok(text.into())
}

/// Lends something to Java for as long as the process lives, as the number that comes back with
/// every call. It is never freed, for Java may call at any time.
pub(super) fn lend<T: Sync>(lent: &'static T) -> jlong {
    let address = std::ptr::from_ref(lent).expose_provenance() as u64;
    address.cast_signed()
}

/// What [`lend`] lent under this number.
///
/// # Safety
/// The number comes from [`lend`], of the same type.
#[expect(unsafe_code, reason = "Java can hold what is Rust's only as a number")]
pub(super) unsafe fn lent<T: Sync>(number: jlong) -> &'static T {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it was an address of this machine"
    )]
    let address = number.cast_unsigned() as usize;
    // SAFETY: by this function's contract the address is that of a `&'static T`.
    unsafe { &*std::ptr::with_exposed_provenance::<T>(address) }
}
