//! The emergency lines of Peru, and which of them help with what is happening.

use auxilio_protocol::Kind;

/// Who answers a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    /// Police (PNP).
    Police,
    /// Violence against women and family (Línea 100).
    Violence,
    /// Ambulance (SAMU).
    Ambulance,
    /// Fire brigade.
    Fire,
    /// Extortion.
    Extortion,
}

impl Service {
    const ALL: [Self; 5] = [
        Self::Police,
        Self::Violence,
        Self::Ambulance,
        Self::Fire,
        Self::Extortion,
    ];

    /// What to dial.
    #[must_use]
    pub(crate) fn number(self) -> &'static str {
        match self {
            Self::Police => "105",
            Self::Violence => "100",
            Self::Ambulance => "106",
            Self::Fire => "116",
            Self::Extortion => "111",
        }
    }

    /// The line made for this kind; the police for all others.
    fn of(kind: &Kind) -> Self {
        match kind {
            Kind::Violencia => Self::Violence,
            Kind::Medica => Self::Ambulance,
            Kind::Incendio => Self::Fire,
            Kind::Extorsion => Self::Extortion,
            Kind::Auxilio | Kind::Robo | Kind::Other(_) => Self::Police,
        }
    }

    /// All lines: the one made for this kind first, then the police, then the rest.
    #[must_use]
    pub(crate) fn ordered_for(kind: &Kind) -> [Self; 5] {
        let first = Self::of(kind);
        let mut services = Self::ALL;
        // Stable: what is equal keeps its order.
        services.sort_by_key(|service| *service != first);
        services
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_made_for_what_happens_stands_first_and_the_police_next() {
        for (kind, first_two) in [
            (Kind::Auxilio, ["105", "100"]),
            (Kind::Robo, ["105", "100"]),
            (Kind::Extorsion, ["111", "105"]),
            (Kind::Violencia, ["100", "105"]),
            (Kind::Medica, ["106", "105"]),
            (Kind::Incendio, ["116", "105"]),
        ] {
            let numbers = Service::ordered_for(&kind).map(Service::number);
            assert_eq!(numbers[..2], first_two, "{kind:?}");
            for number in ["105", "116", "106", "100", "111"] {
                assert!(numbers.contains(&number), "{kind:?} lacks {number}");
            }
        }
    }
}
