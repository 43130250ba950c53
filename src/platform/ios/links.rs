//! What other apps do for this one: a call, a message, a page; and the face that this one shows on
//! the home screen.
#![expect(
    unsafe_code,
    reason = "options of any type, and a constant of UIKit; each block says why it is right"
)]

use dispatch2::DispatchQueue;
use objc2::MainThreadMarker;
use objc2::rc::Retained;
use objc2_foundation::{NSDictionary, NSError, NSString, NSURL};
use objc2_ui_kit::{UIApplication, UIApplicationOpenSettingsURLString};

use super::entered;

/// Has the system open it with whatever app it is for. A web view opens no `tel:` by itself.
pub(super) fn open(link: &str) {
    open_address(NSURL::URLWithString(&NSString::from_str(link)));
}

/// Opens the app's page in the phone's settings: the only one that an app may open.
pub(super) fn open_settings() {
    // SAFETY: a constant of UIKit, there since iOS 8.
    let address = unsafe { UIApplicationOpenSettingsURLString };
    open_address(NSURL::URLWithString(address));
}

/// Shows this icon of the app's, by its name in `CFBundleAlternateIcons`; its first one for none.
/// The system tells the person that the icon has changed, and no app can keep it from doing so:
/// nothing is changed where that is the icon already.
pub(super) fn show_icon(name: Option<&str>) {
    let name = name.map(ToOwned::to_owned);
    later(move |app| {
        let name = name.as_deref().map(NSString::from_str);
        if !app.supportsAlternateIcons() {
            return tracing::warn!("this phone changes no icons");
        }
        if app.alternateIconName().as_deref() == name.as_deref() {
            return;
        }
        let changed = block2::RcBlock::new(|error: *mut NSError| {
            entered(|| {
                if !error.is_null() {
                    tracing::warn!("the icon was not changed");
                }
            });
        });
        app.setAlternateIconName_completionHandler(name.as_deref(), Some(&changed));
    });
}

/// The app is the main thread's.
fn later(work: impl FnOnce(&UIApplication) + Send + 'static) {
    DispatchQueue::main().exec_async(move || {
        if let Some(main_thread) = MainThreadMarker::new() {
            entered(|| work(&UIApplication::sharedApplication(main_thread)));
        }
    });
}

fn open_address(address: Option<Retained<NSURL>>) {
    let Some(address) = address else {
        return tracing::warn!("a link could not be read");
    };
    later(move |app| {
        let options = NSDictionary::new();
        // SAFETY: there are no options, whose values could be of the wrong type.
        unsafe { app.openURL_options_completionHandler(&address, &options, None) };
    });
}
