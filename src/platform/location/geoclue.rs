//! GeoClue2, the positions of Linux desktops, over the system's D-Bus.

use std::convert::Infallible;
use std::time::Duration;

use auxilio_client::ports::{Demand, FixSender, Locator};
use auxilio_protocol::{Fix, Source, WireTime};
use futures_util::StreamExt as _;
use tokio::sync::watch;
use zbus::zvariant::OwnedObjectPath;
use zbus::{Connection, fdo, proxy};

use super::{Status, Wanted};

/// How GeoClue's configuration and the desktop's privacy settings know this app.
const DESKTOP_ID: &str = "auxilio";
/// `GClueAccuracyLevel`: the exact place.
const ACCURACY_EXACT: u32 = 8;
/// Wait before a GeoClue that ended is asked again while an alert runs. At rest nothing is woken
/// for it: it is asked again when the person looks again.
const RETRY: Duration = Duration::from_secs(30);

#[proxy(
    interface = "org.freedesktop.GeoClue2.Manager",
    default_service = "org.freedesktop.GeoClue2",
    default_path = "/org/freedesktop/GeoClue2/Manager"
)]
trait Manager {
    fn get_client(&self) -> zbus::Result<OwnedObjectPath>;
}

#[proxy(
    interface = "org.freedesktop.GeoClue2.Client",
    default_service = "org.freedesktop.GeoClue2"
)]
trait Client {
    fn start(&self) -> zbus::Result<()>;
    fn stop(&self) -> zbus::Result<()>;
    #[zbus(property)]
    fn set_desktop_id(&self, id: &str) -> zbus::Result<()>;
    #[zbus(property)]
    fn set_requested_accuracy_level(&self, level: u32) -> zbus::Result<()>;
    #[zbus(signal)]
    fn location_updated(&self, old: OwnedObjectPath, new: OwnedObjectPath) -> zbus::Result<()>;
}

#[proxy(
    interface = "org.freedesktop.GeoClue2.Location",
    default_service = "org.freedesktop.GeoClue2"
)]
trait Location {
    #[zbus(property)]
    fn latitude(&self) -> zbus::Result<f64>;
    #[zbus(property)]
    fn longitude(&self) -> zbus::Result<f64>;
    #[zbus(property)]
    fn accuracy(&self) -> zbus::Result<f64>;
    #[zbus(property)]
    fn altitude(&self) -> zbus::Result<f64>;
    #[zbus(property)]
    fn speed(&self) -> zbus::Result<f64>;
    #[zbus(property)]
    fn heading(&self) -> zbus::Result<f64>;
    #[zbus(property)]
    fn timestamp(&self) -> zbus::Result<(u64, u64)>;
}

/// Asks GeoClue from a thread of its own, only while positions are wanted.
#[derive(Debug)]
struct GeoClue {
    wishes: watch::Sender<Option<Wanted>>,
}

/// Positions from GeoClue. Where it is absent or says no, there is simply no fix.
pub(in crate::platform) fn locator(status: watch::Sender<Status>) -> Box<dyn Locator> {
    let (wishes, wanted) = watch::channel(None);
    let work = move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        match runtime {
            // It ends when nobody can want positions any more.
            Ok(runtime) => drop(runtime.block_on(serve(wanted, status))),
            Err(error) => tracing::warn!(%error, "no positions: no runtime"),
        }
    };
    // Without a thread there are no positions, and no alert waits for one.
    let _ = std::thread::Builder::new()
        .name("auxilio-geoclue".to_owned())
        .spawn(work);
    Box::new(GeoClue { wishes })
}

impl Locator for GeoClue {
    fn demand(&self, demand: Demand, fixes: FixSender) {
        self.wishes.send_replace(Some(Wanted { demand, fixes }));
    }
}

/// A session with GeoClue whenever positions are wanted, until the locator is dropped.
async fn serve(
    mut wishes: watch::Receiver<Option<Wanted>>,
    status: watch::Sender<Status>,
) -> Result<(), watch::error::RecvError> {
    loop {
        let wish = wishes
            .wait_for(|wish| is_wanted(wish.as_ref()))
            .await?
            .clone();
        let Some(wanted) = wish else { continue };
        let session = async {
            let bus = Connection::system().await?;
            follow(&bus, &wanted.fixes, &status).await
        };
        let failed = tokio::select! {
            // Dropping the connection stops GeoClue, which watches its clients.
            unwanted = wishes.wait_for(|wish| !is_wanted(wish.as_ref())) => unwanted.map(|_| None)?,
            ended = session => ended.err(),
        };
        if let Some(error) = failed {
            status.send_replace(status_of(&error));
            tracing::info!(%error, "GeoClue gives no positions");
            // What is wanted now: an alert may have begun since GeoClue was asked.
            let demand = wishes.borrow().as_ref().map(|wish| wish.demand);
            if demand == Some(Demand::Alert) {
                // A wish that comes meanwhile is a reason to ask at once.
                drop(tokio::time::timeout(RETRY, wishes.changed()).await);
            } else {
                wishes.changed().await?;
            }
        }
    }
}

fn is_wanted(wish: Option<&Wanted>) -> bool {
    wish.is_some_and(|wish| wish.demand != Demand::Off)
}

fn status_of(error: &zbus::Error) -> Status {
    let denied = match error {
        zbus::Error::MethodError(name, ..) => name.ends_with("AccessDenied"),
        zbus::Error::FDO(error) => matches!(**error, fdo::Error::AccessDenied(_)),
        _ => false,
    };
    if denied {
        Status::Refused
    } else {
        Status::Absent
    }
}

/// Hands positions over until GeoClue ends or refuses.
async fn follow(
    bus: &Connection,
    fixes: &FixSender,
    status: &watch::Sender<Status>,
) -> zbus::Result<Infallible> {
    let path = ManagerProxy::new(bus).await?.get_client().await?;
    let client = ClientProxy::builder(bus).path(path)?.build().await?;
    client.set_desktop_id(DESKTOP_ID).await?;
    client.set_requested_accuracy_level(ACCURACY_EXACT).await?;
    let mut updates = client.receive_location_updated().await?;
    client.start().await?;
    status.send_replace(Status::Working);
    while let Some(update) = updates.next().await {
        let location = LocationProxy::builder(bus)
            .path(update.args()?.new)?
            .build()
            .await?;
        match read(&location).await?.checked() {
            Ok(fix) => fixes.send(fix),
            Err(error) => tracing::warn!(%error, "GeoClue gave an impossible position"),
        }
    }
    Err(zbus::Error::Failure("GeoClue ended".to_owned()))
}

async fn read(location: &LocationProxy<'_>) -> zbus::Result<Fix> {
    let (seconds, microseconds) = location.timestamp().await?;
    let unix_ms = seconds
        .saturating_mul(1_000)
        .saturating_add(microseconds / 1_000);
    // What GeoClue does not know is -1, and the lowest number there is for the altitude.
    let known = |value: f64| (value >= 0.0).then_some(value);
    Ok(Fix {
        lat: location.latitude().await?,
        lon: location.longitude().await?,
        accuracy_m: known(location.accuracy().await?),
        // The documentation does not say how sure the circle is.
        confidence: None,
        altitude_m: Some(location.altitude().await?).filter(|altitude| *altitude > f64::MIN),
        speed_mps: known(location.speed().await?),
        course_deg: known(location.heading().await?),
        taken_at: WireTime::from_unix_ms(i64::try_from(unix_ms).unwrap_or(i64::MAX)),
        source: Source::Fused,
        mock: false,
    })
}

#[cfg(test)]
mod tests;
