//! A recorded track (GPX 1.1), played back in real time. Every position says that it is a replay.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use auxilio_client::ports::{Demand, FixSender, Locator};
use auxilio_protocol::{Fix, Source};
use jiff::Timestamp;

use super::Wanted;
use crate::platform;

/// Largest track file that is read, in bytes.
const TRACK_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Time between two points of which one has no time.
const STEP_WITHOUT_TIME: Duration = Duration::from_secs(1);
/// Longest rest between two points: nobody waits for the night in a recording.
const STEP_MAX: Duration = Duration::from_mins(10);

/// Points in their order, each with the time since the one before.
#[derive(Clone)]
pub struct Track(Arc<[Step]>);

#[derive(Clone)]
struct Step {
    after: Duration,
    lat: f64,
    lon: f64,
    altitude_m: Option<f64>,
}

/// Why a file is no track.
#[derive(Debug, thiserror::Error)]
pub enum TrackError {
    /// It could not be read.
    #[error("the track could not be read: {0}")]
    File(#[from] std::io::Error),
    /// It is not GPX.
    #[error("the file is not a GPX track: {0}")]
    Gpx(Box<gpx::errors::GpxError>),
    /// It has no point with a possible position.
    #[error("the track has no points")]
    Empty,
}

impl Track {
    /// Reads a GPX file.
    pub fn open(path: &Path) -> Result<Self, TrackError> {
        let file = File::open(path)?.take(TRACK_BYTES_MAX);
        Self::read(BufReader::new(file))
    }

    fn read(source: impl Read) -> Result<Self, TrackError> {
        let gpx = gpx::read(source).map_err(|error| TrackError::Gpx(Box::new(error)))?;
        let mut last_at = None;
        let mut steps = Vec::new();
        let segments = gpx.tracks.into_iter().flat_map(|track| track.segments);
        for point in segments.flat_map(|segment| segment.points) {
            let at = point.time.and_then(timestamp);
            let after = match (last_at, at) {
                _ if steps.is_empty() => Duration::ZERO,
                (Some(last), Some(at)) => since(last, at),
                _ => STEP_WITHOUT_TIME,
            };
            let step = Step {
                after,
                lat: point.point().y(),
                lon: point.point().x(),
                altitude_m: point.elevation,
            };
            if step.fix().checked().is_ok() {
                last_at = at;
                steps.push(step);
            }
        }
        if steps.is_empty() {
            return Err(TrackError::Empty);
        }
        Ok(Self(steps.into()))
    }
}

impl std::fmt::Debug for Track {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Track({} points)", self.0.len())
    }
}

fn timestamp(time: gpx::Time) -> Option<Timestamp> {
    time.format().ok()?.parse().ok()
}

fn since(last: Timestamp, at: Timestamp) -> Duration {
    // Points out of order follow each other at once.
    Duration::try_from(at.duration_since(last)).map_or(Duration::ZERO, |after| after.min(STEP_MAX))
}

impl Step {
    /// This point, as if the person were there now.
    fn fix(&self) -> Fix {
        Fix {
            lat: self.lat,
            lon: self.lon,
            accuracy_m: None,
            confidence: None,
            altitude_m: self.altitude_m,
            speed_mps: None,
            course_deg: None,
            taken_at: platform::now(),
            source: Source::Replay,
            mock: false,
        }
    }
}

/// Plays a track on a thread of its own while positions are wanted, and rests while not. Ends with
/// its owner; after the last point it stays there.
#[derive(Debug)]
pub(super) struct Player {
    wishes: Sender<Wanted>,
}

impl Player {
    pub(super) fn start(track: Track) -> Self {
        let (wishes, wanted) = mpsc::channel();
        // Without a thread there are no positions, and no alert waits for one.
        let _ = thread::Builder::new()
            .name("auxilio-replay".to_owned())
            .spawn(move || play(&track, &wanted));
        Self { wishes }
    }
}

impl Locator for Player {
    fn demand(&self, demand: Demand, fixes: FixSender) {
        // The thread ends only with this.
        let _ = self.wishes.send(Wanted { demand, fixes });
    }
}

fn play(track: &Track, wishes: &Receiver<Wanted>) {
    let mut wanted: Option<Wanted> = None;
    let mut steps = track.0.iter().peekable();
    loop {
        let playing = wanted.as_ref().filter(|w| w.demand != Demand::Off);
        let news = match (playing, steps.peek()) {
            (Some(_), Some(step)) => wishes.recv_timeout(step.after),
            _ => wishes.recv().map_err(RecvTimeoutError::from),
        };
        match (news, playing) {
            (Ok(wish), _) => wanted = Some(wish),
            (Err(RecvTimeoutError::Timeout), Some(playing)) => {
                if let Some(step) = steps.next() {
                    playing.fixes.send(step.fix());
                }
            }
            (Err(_), _) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACK: &str = r#"<?xml version="1.0"?>
        <gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
        <trkpt lat="-8.0739" lon="-78.9929"><ele>98</ele><time>2026-11-23T19:00:00Z</time></trkpt>
        <trkpt lat="-8.0740" lon="-78.9930"><time>2026-11-23T19:00:05Z</time></trkpt>
        <trkpt lat="-8.0741" lon="-78.9931"></trkpt>
        <trkpt lat="-8.0742" lon="-78.9932"><time>2026-11-24T07:00:00Z</time></trkpt>
        </trkseg></trk></gpx>"#;

    #[test]
    fn a_track_keeps_its_times_within_bounds() {
        let track = Track::read(TRACK.as_bytes()).unwrap();
        let seconds: Vec<u64> = track.0.iter().map(|step| step.after.as_secs()).collect();
        assert_eq!(seconds, [0, 5, 1, 1]);
    }

    #[test]
    fn a_played_position_says_that_it_is_a_replay_and_is_of_now() {
        let track = Track::read(TRACK.as_bytes()).unwrap();
        let before = platform::now();
        let fix = track.0.first().unwrap().fix();
        assert_eq!(fix.source, Source::Replay);
        assert!(fix.taken_at >= before);
        assert_eq!(fix.altitude_m, Some(98.0));
    }

    #[test]
    fn what_is_no_track_is_refused() {
        assert!(matches!(
            Track::read(&b"not xml"[..]),
            Err(TrackError::Gpx(_))
        ));
        let empty = TRACK.split("<trkpt").next().unwrap().to_owned() + "</trkseg></trk></gpx>";
        assert!(matches!(
            Track::read(empty.as_bytes()),
            Err(TrackError::Empty)
        ));
    }
}
