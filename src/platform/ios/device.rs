//! What the phone says of its power, and its settings. Which network it uses it tells only to apps
//! that watch it all the time.

use auxilio_client::condition::{Condition, Notifications, Power, Sparing};
use auxilio_client::ports::Surroundings;
use dispatch2::run_on_main;
use objc2::MainThreadMarker;
use objc2_foundation::{NSDictionary, NSProcessInfo, NSURL};
use objc2_ui_kit::{
    UIApplication, UIApplicationOpenSettingsURLString, UIDevice, UIDeviceBatteryState,
};

/// The device is the main thread's: it is asked there, and the answer waited for.
pub(super) struct Phone;

impl Surroundings for Phone {
    fn look(&self) -> Condition {
        let (battery_percent, power) =
            run_on_main(|main_thread| (battery_percent(main_thread), power(main_thread)));
        Condition {
            battery_percent,
            power,
            sparing: if NSProcessInfo::processInfo().isLowPowerModeEnabled() {
                Sparing::On
            } else {
                Sparing::Off
            },
            // The app shows none on iOS, so that none can be missed.
            notifications: Notifications::Untold,
            link: None,
        }
    }
}

fn power(main_thread: MainThreadMarker) -> Power {
    let state = UIDevice::currentDevice(main_thread).batteryState();
    if state == UIDeviceBatteryState::Unplugged {
        Power::Draining
    } else {
        Power::Steady
    }
}

/// Charge of the phone's battery.
pub(super) fn battery_percent(main_thread: MainThreadMarker) -> Option<u8> {
    let device = UIDevice::currentDevice(main_thread);
    device.setBatteryMonitoringEnabled(true);
    percent(device.batteryLevel())
}

/// The device's level goes from 0 to 1; what it does not know is -1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 0 to 100 by the check before it"
)]
fn percent(level: f32) -> Option<u8> {
    (0.0..=1.0)
        .contains(&level)
        .then(|| (level * 100.0).round() as u8)
}

/// Opens the app's page in the phone's settings.
#[expect(unsafe_code, reason = "a constant of UIKit, and options of any type")]
pub(super) fn open_settings() {
    let Some(main_thread) = MainThreadMarker::new() else {
        return tracing::warn!("the settings open only from the main thread");
    };
    // SAFETY: the address is a constant of UIKit, there since iOS 8, and there are no options.
    unsafe {
        if let Some(address) = NSURL::URLWithString(UIApplicationOpenSettingsURLString) {
            let app = UIApplication::sharedApplication(main_thread);
            app.openURL_options_completionHandler(&address, &NSDictionary::new(), None);
        }
    }
}
