//! A place that does not move: a market stall, a desk.

use std::str::FromStr;

use auxilio_client::ports::{Demand, FixSender, Locator};
use auxilio_protocol::fix::FixError;
use auxilio_protocol::{Fix, Source};

use crate::platform;

/// A place set by hand, as `LAT,LON[,ACCURACY_M]` in degrees and metres.
#[derive(Clone)]
pub struct FixedPosition(Fix);

/// Why a text is no position.
#[derive(Debug, thiserror::Error)]
pub enum PositionError {
    /// Not two or three numbers.
    #[error("a position is LAT,LON or LAT,LON,ACCURACY_M, such as -8.07392,-78.99292,20")]
    Shape,
    /// Numbers that no place on Earth has.
    #[error(transparent)]
    Range(#[from] FixError),
}

impl FixedPosition {
    /// The position, as of now.
    #[must_use]
    pub fn fix(&self) -> Fix {
        Fix {
            taken_at: platform::now(),
            ..self.0.clone()
        }
    }
}

impl std::fmt::Debug for FixedPosition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FixedPosition(…)")
    }
}

impl FromStr for FixedPosition {
    type Err = PositionError;

    fn from_str(text: &str) -> Result<Self, PositionError> {
        let numbers = text.split(',').map(|number| number.trim().parse::<f64>());
        let numbers = numbers
            .collect::<Result<Vec<_>, _>>()
            .map_err(|_| PositionError::Shape)?;
        let (lat, lon, accuracy_m) = match *numbers.as_slice() {
            [lat, lon] => (lat, lon, None),
            [lat, lon, accuracy_m] => (lat, lon, Some(accuracy_m)),
            _ => return Err(PositionError::Shape),
        };
        let fix = Fix {
            lat,
            lon,
            accuracy_m,
            confidence: None,
            altitude_m: None,
            speed_mps: None,
            course_deg: None,
            taken_at: platform::now(),
            source: Source::Manual,
            mock: false,
        };
        Ok(Self(fix.checked()?))
    }
}

impl Locator for FixedPosition {
    fn demand(&self, demand: Demand, fixes: FixSender) {
        if demand != Demand::Off {
            fixes.send(self.fix());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_may_say_how_exact_it_is() {
        let exact: FixedPosition = "-8.07392, -78.99292, 20".parse().unwrap();
        assert_eq!(exact.fix().accuracy_m, Some(20.0));
        let plain: FixedPosition = "-8.07392,-78.99292".parse().unwrap();
        assert_eq!(plain.fix().accuracy_m, None);
        assert_eq!(plain.fix().source, Source::Manual);
    }

    #[test]
    fn what_is_no_place_on_earth_is_refused() {
        for text in [
            "", "-8", "91,0", "0,181", "0,0,-1", "NaN,0", "0,0,1,2", "a,b",
        ] {
            assert!(text.parse::<FixedPosition>().is_err(), "{text}");
        }
    }
}
