//! All screens.

/// Where the person is in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Route {
    /// The button, and what became of the alert.
    #[default]
    Alert,
    /// The way home that the central watches over.
    Journey,
    /// The person's own alerts.
    History,
    /// What the person told the municipality.
    Profile,
    /// Where alerts go.
    Central,
}

impl Route {
    /// In the order of the navigation.
    pub(crate) const ALL: [Self; 5] = [
        Self::Alert,
        Self::Journey,
        Self::History,
        Self::Profile,
        Self::Central,
    ];

    /// For styles: the word in the frame's `data-route`.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Journey => "journey",
            Self::History => "history",
            Self::Profile => "profile",
            Self::Central => "central",
        }
    }
}
