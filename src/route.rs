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
    /// A copy of the person's data, and their deletion.
    Data,
    /// What stands before the app.
    Discreet,
    /// Where alerts go.
    Central,
    /// Whether an alert would leave now.
    Check,
    /// Joining by an invitation.
    Enrol,
}

impl Route {
    /// Those that the navigation leads to, in its order.
    pub(crate) const ALL: [Self; 5] = [
        Self::Alert,
        Self::Journey,
        Self::History,
        Self::Profile,
        Self::Central,
    ];

    /// Where the navigation leads to it from.
    #[must_use]
    pub(crate) fn tab(self) -> Self {
        match self {
            Self::Data | Self::Discreet => Self::Profile,
            Self::Check | Self::Enrol => Self::Central,
            other => other,
        }
    }

    /// For styles: the word in the frame's `data-route`.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Journey => "journey",
            Self::History => "history",
            Self::Profile => "profile",
            Self::Data => "data",
            Self::Discreet => "discreet",
            Self::Central => "central",
            Self::Check => "check",
            Self::Enrol => "enrol",
        }
    }
}
