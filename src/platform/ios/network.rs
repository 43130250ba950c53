//! The way into the network as Network.framework tells it (`nw_path_monitor`), by its C interface:
//! objc2 has no bindings for that framework yet.
#![expect(
    unsafe_code,
    reason = "a C interface; each block says why it is used as Apple documents it"
)]

use std::ffi::{c_int, c_void};
use std::sync::OnceLock;

use auxilio_client::condition::Link;
use block2::{DynBlock, RcBlock};
use dispatch2::DispatchQueue;
use tokio::sync::watch;

use super::entered;
use crate::platform::upkeep::Way;

/// `nw_path_status_satisfied` and `nw_path_status_satisfiable`: there is a way, or asking for it
/// makes one.
const USABLE: [c_int; 2] = [1, 3];
/// `nw_interface_type_wifi`, `…_cellular`, `…_wired`.
const LINKS: [(c_int, Link); 3] = [(1, Link::Wifi), (2, Link::Cell), (3, Link::Wired)];

#[link(name = "Network", kind = "framework")]
unsafe extern "C" {
    fn nw_path_monitor_create() -> *mut c_void;
    fn nw_path_monitor_set_queue(monitor: *mut c_void, queue: &DispatchQueue);
    fn nw_path_monitor_set_update_handler(
        monitor: *mut c_void,
        handler: &DynBlock<dyn Fn(*mut c_void)>,
    );
    fn nw_path_monitor_start(monitor: *mut c_void);
    fn nw_path_get_status(path: *mut c_void) -> c_int;
    fn nw_path_uses_interface_type(path: *mut c_void, interface_type: c_int) -> bool;
}

/// The way as it is, and every change of it; none until the phone has told the first. The phone is
/// asked once for the whole process.
pub(super) fn ways() -> watch::Receiver<Option<Way>> {
    static WAYS: OnceLock<watch::Sender<Option<Way>>> = OnceLock::new();
    WAYS.get_or_init(follow).subscribe()
}

/// What the network is reached by now, as far as it is told.
pub(super) fn link() -> Option<Link> {
    ways().borrow().and_then(|way| way.link)
}

fn follow() -> watch::Sender<Option<Way>> {
    let told = watch::Sender::new(None);
    let teller = told.clone();
    let heard = RcBlock::new(move |path: *mut c_void| {
        entered(|| {
            teller.send_replace(Some(way(path)));
        });
    });
    // SAFETY: takes nothing; gives a monitor that is kept for as long as the process lives.
    let monitor = unsafe { nw_path_monitor_create() };
    if monitor.is_null() {
        tracing::warn!("the phone tells nothing of its network");
        return told;
    }
    // SAFETY: the monitor is one, and not started yet; the main queue outlives it.
    unsafe { nw_path_monitor_set_queue(monitor, DispatchQueue::main()) };
    // SAFETY: the monitor copies the block, whose argument is a path that lives during the call.
    unsafe { nw_path_monitor_set_update_handler(monitor, &heard) };
    // SAFETY: it has its queue and its handler.
    unsafe { nw_path_monitor_start(monitor) };
    told
}

fn way(path: *mut c_void) -> Way {
    // SAFETY: the path that Network.framework has just lent.
    let status = unsafe { nw_path_get_status(path) };
    let uses = |interface: c_int| {
        // SAFETY: the same path, and one of the framework's own numbers.
        unsafe { nw_path_uses_interface_type(path, interface) }
    };
    let mut links = LINKS.into_iter();
    Way {
        usable: USABLE.contains(&status),
        link: links.find_map(|(interface, link)| uses(interface).then_some(link)),
    }
}
