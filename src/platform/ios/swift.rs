//! The way from Swift into the core: an App Intent (Siri, the Action button, Back Tap, a control)
//! calls one function of C, and iOS runs it in this process.
//!
//! `dx` builds the folder `ios/` into a framework beside the program, which nothing links. So this
//! program loads it, as manganis does for its own, and hands it its function; looking for that in the
//! program would be in vain, for an executable exports none.
#![expect(
    unsafe_code,
    reason = "a C interface; each block says why it is used as it is declared"
)]

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt as _;
use std::panic::catch_unwind;

use crate::running::{self, Outside};

/// Puts the folder `ios/` into the app: `dx` finds this in the program that it has built, and has
/// Swift build the folder's product `Plugin`, which is what manganis calls a package without types.
mod swift_package {
    #[manganis::ffi("ios")]
    extern "Swift" {}
}

/// Where `dx` puts what it has built of `ios/`, seen from the program.
const FRAMEWORK: &str = "Frameworks/DioxusSwiftPlugins.framework/DioxusSwiftPlugins";
/// What takes the function: `ios/Sources/CAuxilio/include/auxilio.h`.
const CONNECT: &CStr = c"auxilio_connect";
/// `RTLD_NOW | RTLD_GLOBAL` of Apple's `dlfcn.h`.
const AT_ONCE_FOR_ALL: c_int = 0x2 | 0x8;

/// What a press answers. The header has the same numbers.
const AUXILIO_NO_CORE: i32 = 0;
const AUXILIO_SAVED: i32 = 1;
const AUXILIO_NOT_SAVED: i32 = 2;
const AUXILIO_QUIET: i32 = 3;

/// `auxilio_raise_fn` of the header: what a press from Swift calls.
type Raise = extern "C" fn() -> i32;

unsafe extern "C" {
    fn dlopen(path: *const c_char, mode: c_int) -> *mut c_void;
    fn dlsym(handle: *mut c_void, symbol: *const c_char) -> *mut c_void;
}

/// Hands Swift the core's function. An app that was built without that part goes on without it.
pub(super) fn connect() {
    let Some(connect) = find() else {
        return tracing::warn!("there is no Swift part: nothing outside the app can call for help");
    };
    // SAFETY: the header declares it so, and a test holds both to the same words.
    let connect: extern "C" fn(Raise) = unsafe { std::mem::transmute(connect) };
    connect(raise);
}

fn find() -> Option<*mut c_void> {
    let program = std::env::current_exe().ok()?;
    let framework = program.parent()?.join(FRAMEWORK);
    let path = CString::new(framework.as_os_str().as_bytes()).ok()?;
    // SAFETY: a path that ends in zero; what is loaded is the app's own, signed with it.
    let framework = unsafe { dlopen(path.as_ptr(), AT_ONCE_FOR_ALL) };
    if framework.is_null() {
        return None;
    }
    // SAFETY: a framework that is loaded and never unloaded, and a name that ends in zero.
    let connect = unsafe { dlsym(framework, CONNECT.as_ptr()) };
    (!connect.is_null()).then_some(connect)
}

extern "C" fn raise() -> i32 {
    catch_unwind(running::raise).map_or(AUXILIO_NO_CORE, number)
}

fn number(outside: Outside) -> i32 {
    match outside {
        Outside::Saved => AUXILIO_SAVED,
        Outside::NotSaved => AUXILIO_NOT_SAVED,
        Outside::Quiet => AUXILIO_QUIET,
        Outside::NoCore => AUXILIO_NO_CORE,
    }
}
