//! Members of Java's classes, as Rust names and uses them. The names themselves are in
//! [`super::names`]; `clippy.toml` forbids the ways around it.

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jni::objects::{JClass, JObject, JValue, JValueOwned};
use jni::sys::jint;
use jni::{JNIEnv, NativeMethod};

use super::names;

/// Folder of the app's own classes. Only their own loader knows them: `FindClass` on a thread that
/// Java did not make sees only the system's.
const OWN: &str = "pe/gob/muniporvenir/auxilio/";

/// What Java calls a member: its class, its own name, and its types as JVMS §4.3 spells them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub(super) class: &'static str,
    pub(super) member: &'static str,
    pub(super) signature: &'static str,
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $kind:ident;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy)]
        pub(super) struct $kind(Name);

        impl $kind {
            pub(super) const fn new(
                class: &'static str,
                member: &'static str,
                signature: &'static str,
            ) -> Self {
                Self(Name { class, member, signature })
            }

            #[cfg(test)]
            pub(super) const fn member(self) -> Member {
                Member::$kind(self.0)
            }
        }
    )*};
}

kinds! {
    /// Makes an object.
    Constructor;
    /// A method of an object.
    Method;
    /// A method of a class.
    StaticMethod;
    /// A field of a class.
    StaticField;
    /// A method of a class that is written in Rust: registered when Rust first uses the class, or
    /// exported by its full name where Java may be first.
    Native;
}

/// A number that both sides give the same meaning.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    #[cfg(test)]
    name: Name,
    pub(super) value: jint,
}

/// Any of them, for the test that holds them against Java.
#[cfg(test)]
#[derive(Debug, Clone, Copy)]
pub(super) enum Member {
    Constructor(Name),
    Method(Name),
    StaticMethod(Name),
    StaticField(Name),
    Native(Name),
    Number(Name, jint),
}

/// Declares a module for each class and a constant for each member, and for tests the list `ALL`.
macro_rules! members {
    ($(
        $(#[doc = $doc:literal])*
        $module:ident = $class:literal {
            $($name:ident: $kind:ident = ($member:literal, $signature:literal),)*
        }
    )*) => {
        $(
            $(#[doc = $doc])*
            pub(super) mod $module {
                $(pub(in super::super) const $name: super::super::members::$kind =
                    super::super::members::$kind::new($class, $member, $signature);)*
            }
        )*

        #[cfg(test)]
        pub(super) const ALL: &[super::members::Member] = &[$($($module::$name.member(),)*)*];
    };
}
pub(super) use members;

#[expect(
    clippy::disallowed_methods,
    reason = "with names from the table, as they are meant to be used"
)]
impl Constructor {
    pub(super) fn call<'local>(
        self,
        env: &mut JNIEnv<'local>,
        context: &JObject<'_>,
        arguments: &[JValue<'_, '_>],
    ) -> jni::errors::Result<JObject<'local>> {
        let class = class(env, context, self.0.class)?;
        env.new_object(&class, self.0.signature, arguments)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "with names from the table, as they are meant to be used"
)]
impl Method {
    pub(super) fn call<'local, 'object>(
        self,
        env: &mut JNIEnv<'local>,
        object: impl AsRef<JObject<'object>>,
        arguments: &[JValue<'_, '_>],
    ) -> jni::errors::Result<JValueOwned<'local>> {
        env.call_method(object, self.0.member, self.0.signature, arguments)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "with names from the table, as they are meant to be used"
)]
impl StaticMethod {
    pub(super) fn call<'local>(
        self,
        env: &mut JNIEnv<'local>,
        context: &JObject<'_>,
        arguments: &[JValue<'_, '_>],
    ) -> jni::errors::Result<JValueOwned<'local>> {
        let class = class(env, context, self.0.class)?;
        env.call_static_method(&class, self.0.member, self.0.signature, arguments)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "with names from the table, as they are meant to be used"
)]
impl StaticField {
    pub(super) fn get<'local>(
        self,
        env: &mut JNIEnv<'local>,
        context: &JObject<'_>,
    ) -> jni::errors::Result<JValueOwned<'local>> {
        let class = class(env, context, self.0.class)?;
        env.get_static_field(&class, self.0.member, self.0.signature)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "with names from the table, as they are meant to be used"
)]
impl Native {
    /// What Java may enter: a panic ends here, for Java's frames cannot be unwound.
    pub(super) fn entered(self, work: impl FnOnce()) {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            tracing::error!(class = self.0.class, method = self.0.member, "panicked");
        }
    }

    /// The same with an answer, and another one for a panic.
    pub(super) fn answered<T>(self, otherwise: T, work: impl FnOnce() -> T) -> T {
        let mut answer = otherwise;
        self.entered(|| answer = work());
        answer
    }

    /// Tells Java where the function is: of this signature, `extern "system"`, and all of it in
    /// [`Self::entered`].
    pub(super) fn register(
        self,
        env: &mut JNIEnv<'_>,
        context: &JObject<'_>,
        function: *mut c_void,
    ) -> jni::errors::Result<()> {
        let class = class(env, context, self.0.class)?;
        let method = NativeMethod {
            name: self.0.member.into(),
            sig: self.0.signature.into(),
            fn_ptr: function,
        };
        env.register_native_methods(&class, &[method])
    }
}

impl Number {
    pub(super) const fn new(class: &'static str, member: &'static str, value: jint) -> Self {
        #[cfg(not(test))]
        let _ = (class, member);
        Self {
            #[cfg(test)]
            name: Name {
                class,
                member,
                signature: "I",
            },
            value,
        }
    }

    #[cfg(test)]
    pub(super) const fn member(self) -> Member {
        Member::Number(self.name, self.value)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the system's classes by their names, the app's own by its loader"
)]
fn class<'local>(
    env: &mut JNIEnv<'local>,
    context: &JObject<'_>,
    name: &str,
) -> jni::errors::Result<JClass<'local>> {
    if !name.starts_with(OWN) {
        return env.find_class(name);
    }
    let loader = names::context::GET_CLASS_LOADER.call(env, context, &[])?;
    let name = env.new_string(name.replace('/', "."))?;
    let class = names::class_loader::LOAD_CLASS.call(env, loader.l()?, &[JValue::Object(&name)])?;
    Ok(class.l()?.into())
}
