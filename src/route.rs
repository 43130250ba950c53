//! All screens.

/// Where the person is in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Route {
    /// The button, and what became of the alert.
    #[default]
    Alert,
    /// The person's own alerts.
    History,
    /// What the person told the municipality.
    Profile,
    /// Where alerts go.
    Central,
    /// Joining by an invitation.
    Enrol,
}

impl Route {
    /// The navigation's, in its order.
    pub(crate) const ALL: [Self; 4] = [Self::Alert, Self::History, Self::Profile, Self::Central];

    /// For styles: the word in the frame's `data-route`.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::History => "history",
            Self::Profile => "profile",
            Self::Central => "central",
            Self::Enrol => "enrol",
        }
    }
}
