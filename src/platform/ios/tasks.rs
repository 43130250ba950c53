//! The times at which iOS wakes the app to work: a short one now and then, and a longer one once
//! there is a network. iOS chooses when; nobody can promise it.
#![expect(
    unsafe_code,
    reason = "BackgroundTasks' methods are declared unsafe, all of them; each block says why it is not"
)]

use std::ptr::NonNull;
use std::sync::Arc;
use std::thread;

use auxilio_client::Client;
use block2::RcBlock;
use dispatch2::{DispatchQueue, MainThreadBound};
use objc2::rc::Retained;
use objc2::{AnyThread as _, MainThreadMarker};
use objc2_background_tasks::{
    BGAppRefreshTaskRequest, BGProcessingTaskRequest, BGTask, BGTaskRequest, BGTaskScheduler,
};
use objc2_foundation::{NSError, NSString};
use tokio::sync::oneshot;

use super::entered;
use crate::platform::upkeep::{DELIVERY_TASK, REFRESH_TASK, Upkeep};
use crate::running;

/// Says what is to be done then. Must come before the app has finished launching.
pub(super) fn register() {
    for name in [REFRESH_TASK, DELIVERY_TASK] {
        let given = RcBlock::new(|task: NonNull<BGTask>| entered(|| work(task)));
        // SAFETY: the main queue is where the handler and the task then are; the scheduler copies
        // the block.
        let taken = unsafe {
            scheduler().registerForTaskWithIdentifier_usingQueue_launchHandler(
                &NSString::from_str(name),
                Some(DispatchQueue::main()),
                &given,
            )
        };
        if !taken {
            tracing::error!(name, "iOS takes no work of this name: is it in Info.plist?");
        }
    }
}

/// Asks for both, in the place of what was asked for before; for none while nothing is under way.
pub(super) fn plan(upkeep: Upkeep) {
    if upkeep == Upkeep::Rest {
        // SAFETY: takes nothing; the scheduler may be asked from any thread.
        return unsafe { scheduler().cancelAllTaskRequests() };
    }
    for asked in [submit(&refresh()), submit(&delivery())] {
        if let Err(error) = asked {
            // The person has switched background refresh off, or this is a simulator.
            tracing::info!(code = error.code(), "iOS will not wake the app");
        }
    }
}

fn submit(request: &BGTaskRequest) -> Result<(), Retained<NSError>> {
    // SAFETY: a request for a name that was registered; the scheduler may be asked from any thread.
    unsafe { scheduler().submitTaskRequest_error(request) }
}

fn scheduler() -> Retained<BGTaskScheduler> {
    // SAFETY: the one of the process, there since iOS 13.
    unsafe { BGTaskScheduler::sharedScheduler() }
}

fn refresh() -> Retained<BGAppRefreshTaskRequest> {
    // SAFETY: a plain string. Without an earliest time it may come at once.
    unsafe {
        BGAppRefreshTaskRequest::initWithIdentifier(
            BGAppRefreshTaskRequest::alloc(),
            &NSString::from_str(REFRESH_TASK),
        )
    }
}

fn delivery() -> Retained<BGProcessingTaskRequest> {
    // SAFETY: a plain string.
    let request = unsafe {
        BGProcessingTaskRequest::initWithIdentifier(
            BGProcessingTaskRequest::alloc(),
            &NSString::from_str(DELIVERY_TASK),
        )
    };
    // SAFETY: a plain setting. External power is not asked for, and need not be.
    unsafe { request.setRequiresNetworkConnectivity(true) };
    request
}

/// The time has come, on the main thread.
fn work(task: NonNull<BGTask>) {
    let Some(main_thread) = MainThreadMarker::new() else {
        return tracing::error!("iOS woke the app on another thread than the one asked for");
    };
    // SAFETY: a task that lives during this call; from here on it is kept until it is completed.
    let Some(task) = (unsafe { Retained::retain(task.as_ptr()) }) else {
        return;
    };
    let ends = when_it_ends(&task);
    let task = Arc::new(MainThreadBound::new(task, main_thread));
    let waiting = Arc::clone(&task);
    let work = move || complete(waiting, deliver(ends));
    let thread = thread::Builder::new().name("auxilio-woken".to_owned());
    if let Err(error) = thread.spawn(work) {
        tracing::warn!(%error, "nothing was done with the time that iOS gave");
        complete(task, false);
    }
}

/// Told when iOS wants its time back.
fn when_it_ends(task: &BGTask) -> oneshot::Receiver<()> {
    let (end, ends) = oneshot::channel();
    let end = std::sync::Mutex::new(Some(end));
    let expired = RcBlock::new(move || {
        entered(|| {
            let end = end.lock().ok().and_then(|mut end| end.take());
            // Nobody waits any more where the work was done first.
            let _ = end.map(|end| end.send(()));
        });
    });
    // SAFETY: the task copies the block.
    unsafe { task.setExpirationHandler(Some(&expired)) };
    ends
}

/// Sends what waits until nothing does, or the time is over. Whether all of it arrived.
fn deliver(ends: oneshot::Receiver<()>) -> bool {
    let client = match running::flush() {
        Ok(client) => client,
        Err(error) => {
            tracing::error!(%error, "iOS woke the app, and there is no core");
            return false;
        }
    };
    // One request is one time: the next is asked for before this one is over.
    plan(Upkeep::of(&client.view()));
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else {
        return false;
    };
    runtime.block_on(async {
        tokio::select! {
            () = delivered(&client) => true,
            _ = ends => false,
        }
    })
}

async fn delivered(client: &Client) {
    let mut views = client.views();
    let done = views.wait_for(|view| {
        let is_open = view.storage != auxilio_client::view::Storage::Opening;
        is_open && Upkeep::of(view) != Upkeep::Deliver
    });
    // The core ends only with the process.
    let _ = done.await;
}

fn complete(task: Arc<MainThreadBound<Retained<BGTask>>>, success: bool) {
    DispatchQueue::main().exec_async(move || {
        entered(|| {
            if let Some(main_thread) = MainThreadMarker::new() {
                // SAFETY: once for each task, on the thread that it came on.
                unsafe { task.get(main_thread).setTaskCompletedWithSuccess(success) };
            }
        });
    });
}
