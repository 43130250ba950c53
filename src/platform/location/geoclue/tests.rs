use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};

use auxilio_client::ports::FixSender;
use auxilio_protocol::Source;
use tokio::sync::{mpsc, watch};
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedObjectPath;
use zbus::{Connection, Guid, connection, fdo, interface};

use super::{ACCURACY_EXACT, DESKTOP_ID, Status, follow, status_of};

const MANAGER: &str = "/org/freedesktop/GeoClue2/Manager";
const CLIENT: &str = "/org/freedesktop/GeoClue2/Client/1";
const LOCATION: &str = "/org/freedesktop/GeoClue2/Client/1/Location/0";

/// What a desktop's GeoClue does: asks who wants to know, then tells where it is.
struct Manager;

#[interface(name = "org.freedesktop.GeoClue2.Manager")]
#[expect(
    clippy::unused_self,
    clippy::unnecessary_wraps,
    reason = "the interface asks for a method that may fail"
)]
impl Manager {
    fn get_client(&self) -> fdo::Result<OwnedObjectPath> {
        Ok(CLIENT.try_into().unwrap())
    }
}

#[derive(Default)]
struct Asker {
    allowed: bool,
    desktop_id: String,
    accuracy_level: u32,
    asked: Arc<Mutex<Vec<(String, u32)>>>,
}

#[interface(name = "org.freedesktop.GeoClue2.Client")]
impl Asker {
    async fn start(&self, #[zbus(signal_emitter)] told: SignalEmitter<'_>) -> fdo::Result<()> {
        let asked = (self.desktop_id.clone(), self.accuracy_level);
        self.asked.lock().unwrap().push(asked);
        if !self.allowed {
            return Err(fdo::Error::AccessDenied("not for this app".to_owned()));
        }
        let (none, here) = ("/".try_into().unwrap(), LOCATION.try_into().unwrap());
        Ok(Self::location_updated(&told, none, here).await?)
    }

    #[zbus(property)]
    fn desktop_id(&self) -> String {
        self.desktop_id.clone()
    }

    #[zbus(property)]
    fn set_desktop_id(&mut self, id: String) {
        self.desktop_id = id;
    }

    #[zbus(property)]
    fn requested_accuracy_level(&self) -> u32 {
        self.accuracy_level
    }

    #[zbus(property)]
    fn set_requested_accuracy_level(&mut self, level: u32) {
        self.accuracy_level = level;
    }

    #[zbus(signal)]
    async fn location_updated(
        told: &SignalEmitter<'_>,
        old: OwnedObjectPath,
        new: OwnedObjectPath,
    ) -> zbus::Result<()>;
}

struct Here;

#[interface(name = "org.freedesktop.GeoClue2.Location")]
#[expect(clippy::unused_self, reason = "the interface asks for methods")]
impl Here {
    #[zbus(property)]
    fn latitude(&self) -> f64 {
        -8.07392
    }

    #[zbus(property)]
    fn longitude(&self) -> f64 {
        -78.99292
    }

    #[zbus(property)]
    fn accuracy(&self) -> f64 {
        25.0
    }

    /// Unknown, in GeoClue's way.
    #[zbus(property)]
    fn altitude(&self) -> f64 {
        f64::MIN
    }

    #[zbus(property)]
    fn speed(&self) -> f64 {
        -1.0
    }

    #[zbus(property)]
    fn heading(&self) -> f64 {
        210.0
    }

    #[zbus(property)]
    fn timestamp(&self) -> (u64, u64) {
        (1_795_479_120, 481_000)
    }
}

/// A GeoClue behind a socket, and this end of it.
async fn geoclue(asker: Asker) -> (Connection, Connection) {
    let (ours, theirs) = UnixStream::pair().unwrap();
    for end in [&ours, &theirs] {
        end.set_nonblocking(true).unwrap();
    }
    let socket = |end| tokio::net::UnixStream::from_std(end).unwrap();
    let server = connection::Builder::unix_stream(socket(theirs))
        .server(Guid::generate())
        .unwrap()
        .p2p()
        .serve_at(MANAGER, Manager)
        .unwrap()
        .serve_at(CLIENT, asker)
        .unwrap()
        .serve_at(LOCATION, Here)
        .unwrap()
        .build();
    let client = connection::Builder::unix_stream(socket(ours)).p2p().build();
    tokio::try_join!(client, server).unwrap()
}

#[tokio::test]
async fn a_position_of_the_desktop_is_read_with_what_is_known_of_it() {
    let asked = Arc::default();
    let allowing = Asker {
        allowed: true,
        asked: Arc::clone(&asked),
        ..Asker::default()
    };
    let (bus, _geoclue) = geoclue(allowing).await;
    let (sender, mut fixes) = mpsc::unbounded_channel();
    let sender = FixSender::new(move |fix| sender.send(fix).unwrap());
    let (status, _) = watch::channel(Status::Absent);
    let fix = tokio::select! {
        fix = fixes.recv() => fix.unwrap(),
        ended = follow(&bus, &sender, &status) => panic!("{ended:?}"),
    };
    assert_eq!((fix.lat, fix.lon), (-8.07392, -78.99292));
    assert_eq!(fix.accuracy_m, Some(25.0));
    assert_eq!((fix.altitude_m, fix.speed_mps), (None, None));
    assert_eq!(fix.course_deg, Some(210.0));
    assert_eq!(fix.taken_at.unix_ms(), 1_795_479_120_481);
    assert_eq!(fix.source, Source::Fused);
    assert_eq!(*status.borrow(), Status::Working);
    assert_eq!(
        *asked.lock().unwrap(),
        [(DESKTOP_ID.to_owned(), ACCURACY_EXACT)]
    );
}

#[tokio::test]
async fn a_desktop_that_says_no_is_told_from_one_that_has_no_positions() {
    let (bus, _geoclue) = geoclue(Asker::default()).await;
    let (status, _) = watch::channel(Status::Working);
    let sender = FixSender::new(|_| panic!("a position without permission"));
    let refused = follow(&bus, &sender, &status).await.unwrap_err();
    assert_eq!(status_of(&refused), Status::Refused);
    let nobody = zbus::Error::FDO(Box::new(fdo::Error::ServiceUnknown("…".to_owned())));
    assert_eq!(status_of(&nobody), Status::Absent);
}
