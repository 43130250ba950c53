//! What the phone says of its power, its network and its permissions.

use auxilio_client::condition::{Condition, Power, Sparing};
use auxilio_client::ports::Surroundings;
use dispatch2::run_on_main;
use objc2::MainThreadMarker;
use objc2_foundation::NSProcessInfo;
use objc2_ui_kit::{UIDevice, UIDeviceBatteryState};

use super::{network, notices};

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
            notifications: notices::notifications(),
            link: network::link(),
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
