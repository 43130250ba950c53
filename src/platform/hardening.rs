//! What keeps this process' memory to itself: keys, names and places are in it in clear.
//!
//! Pages are not locked. A phone swaps to compressed memory and to no disk; on a desktop the key
//! would have to be locked in every place where ciphers and signatures copy it, of which one page
//! is the least, and locking all of the process pins 80 MB that a small machine needs.

use std::io;

/// Has the system write no picture of this process' memory when it ends in a crash, and let no
/// other program of the same user look into it while it runs (prctl(2), `PR_SET_DUMPABLE`). An
/// administrator, and who has taken the phone over, still can.
///
/// A limit alone does not do: where the system hands crashes to a program of its own (core(5)), it
/// asks for no limit. What an Android phone writes of a crash it writes all the same, for its own
/// handler makes the process readable for that moment: registers, stack traces, no heap.
pub fn harden() -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        setrlimit(Resource::Core, none)?;
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(())
}

/// Logs that it could not be done: the app goes on, for an alert is worth more.
pub fn told(hardened: io::Result<()>) {
    if let Err(error) = hardened {
        tracing::warn!(%error, "others may read the memory of this process");
    }
}
