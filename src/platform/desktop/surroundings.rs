//! The power and the network of a Linux desktop, as the kernel shows them in files.

use std::fs;
use std::path::Path;

use auxilio_client::condition::{Condition, Link, Notifications, Power, Sparing};
use auxilio_client::ports::Surroundings;

/// Where the kernel shows batteries and chargers.
const SUPPLIES: &str = "/sys/class/power_supply";
/// Where it shows network interfaces.
const INTERFACES: &str = "/sys/class/net";
/// Its table of IPv4 routes.
const ROUTES: &str = "/proc/net/route";
/// The destination of a default route in that table.
const ANYWHERE: &str = "00000000";

/// A desktop holds no work back, and needs no leave for notifications.
#[derive(Debug)]
pub(in crate::platform) struct Kernel;

impl Surroundings for Kernel {
    fn look(&self) -> Condition {
        let battery = battery();
        let is_draining = battery.as_ref().is_some_and(|battery| battery.is_draining);
        Condition {
            battery_percent: battery.map(|battery| battery.percent),
            power: if is_draining {
                Power::Draining
            } else {
                Power::Steady
            },
            sparing: Sparing::Off,
            notifications: Notifications::Untold,
            link: link(),
        }
    }
}

/// The first battery.
pub(super) struct Battery {
    /// Its charge, 0 to 100.
    pub(super) percent: u8,
    is_draining: bool,
}

/// The first battery, where there is one.
pub(super) fn battery() -> Option<Battery> {
    let supplies = fs::read_dir(SUPPLIES).ok()?;
    supplies.flatten().find_map(|supply| read(&supply.path()))
}

fn read(supply: &Path) -> Option<Battery> {
    let read = |name| fs::read_to_string(supply.join(name)).ok();
    // A wireless mouse is a battery too, but with the scope of a device.
    if read("type")?.trim() != "Battery" || read("scope").is_some_and(|s| s.trim() == "Device") {
        return None;
    }
    let percent = read("capacity")?.trim().parse().ok();
    Some(Battery {
        percent: percent.filter(|percent| *percent <= 100)?,
        is_draining: read("status").is_some_and(|status| status.trim() == "Discharging"),
    })
}

fn link() -> Option<Link> {
    let routes = fs::read_to_string(ROUTES).ok()?;
    let interface = Path::new(INTERFACES).join(default_interface(&routes)?);
    let says = |name| fs::read_to_string(interface.join(name)).unwrap_or_default();
    let kind = says("uevent");
    let is_of_kind = |kinds: &[&str]| {
        let mut lines = kind
            .lines()
            .filter_map(|line| line.strip_prefix("DEVTYPE="));
        lines.any(|kind| kinds.contains(&kind))
    };
    if is_of_kind(&["wlan"]) {
        Some(Link::Wifi)
    } else if is_of_kind(&["wwan"]) {
        Some(Link::Cell)
    } else {
        // A tunnel or a bridge hides what is below it; a card of its own has a device.
        interface.join("device").exists().then_some(Link::Wired)
    }
}

/// The interface of the default route with the lowest metric (proc(5), `/proc/net/route`).
fn default_interface(routes: &str) -> Option<&str> {
    let defaults = routes.lines().filter_map(|line| {
        let mut fields = line.split_whitespace();
        let interface = fields.next()?;
        let is_default = fields.next()? == ANYWHERE;
        // Gateway, flags, references and uses stand between.
        let metric: u32 = fields.nth(4)?.parse().ok()?;
        is_default.then_some((metric, interface))
    });
    defaults.min().map(|(_, interface)| interface)
}

#[cfg(test)]
mod tests {
    use super::default_interface;

    #[test]
    fn the_way_out_is_the_default_route_that_costs_least() {
        let routes = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n\
            wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\n\
            eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\n\
            eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\n";
        assert_eq!(default_interface(routes), Some("eth0"));
        let header = routes.lines().next().unwrap();
        assert_eq!(default_interface(header), None);
        assert_eq!(default_interface(""), None);
    }
}
