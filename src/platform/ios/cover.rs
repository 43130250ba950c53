//! What hides the app in the pictures that iOS takes of it for its app switcher.

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, Ordering};

use objc2::rc::Retained;
use objc2::{MainThreadMarker, MainThreadOnly as _};
use objc2_ui_kit::{UIApplication, UIColor, UIView, UIViewAutoresizing};

use crate::platform::Cover;

/// Whether it is wanted. Read when the app is left, which happens without asking anybody.
static WANTED: AtomicBool = AtomicBool::new(false);

/// From now on the app is hidden when it is left, or not.
pub(super) fn set(cover: Cover) {
    WANTED.store(cover == Cover::On, Ordering::Relaxed);
}

/// Whether the app hides what it is.
pub(super) fn is_wanted() -> bool {
    WANTED.load(Ordering::Relaxed)
}

/// The plain views over the windows, while the app is not in front.
#[derive(Default)]
pub(super) struct Curtain(RefCell<Vec<Retained<UIView>>>);

impl Curtain {
    /// Before the picture is taken.
    pub(super) fn draw(&self, main_thread: MainThreadMarker) {
        if !is_wanted() {
            return;
        }
        self.open();
        self.0.replace(covers(main_thread));
    }

    /// The app is in front again.
    pub(super) fn open(&self) {
        for view in self.0.take() {
            view.removeFromSuperview();
        }
    }
}

#[expect(
    deprecated,
    reason = "the windows of scenes are asked for otherwise, and this app's web view has none"
)]
fn covers(main_thread: MainThreadMarker) -> Vec<Retained<UIView>> {
    let windows = UIApplication::sharedApplication(main_thread).windows();
    let cover = |window: Retained<objc2_ui_kit::UIWindow>| {
        let view = UIView::initWithFrame(UIView::alloc(main_thread), window.bounds());
        view.setBackgroundColor(Some(&UIColor::grayColor()));
        view.setAutoresizingMask(
            UIViewAutoresizing::FlexibleWidth | UIViewAutoresizing::FlexibleHeight,
        );
        window.addSubview(&view);
        view
    };
    windows.iter().map(cover).collect()
}
