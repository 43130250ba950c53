//! A measured figure, as `cargo xtask bench` reads it.

use serde_json::{Value, json};

/// One value a round, and what it is compared with.
pub(crate) struct Figure {
    name: &'static str,
    unit: &'static str,
    /// At most this; none where a ratio beside it has the goal.
    goal: Option<f64>,
    values: Vec<f64>,
    beside: Vec<f64>,
}

impl Figure {
    /// The app's value divided by the empty window's, in each round.
    pub(crate) fn ratio(name: &'static str, goal: Option<f64>, app: &[f64], empty: &[f64]) -> Self {
        let pairs = app.iter().zip(empty);
        Self {
            name,
            unit: "ratio to an empty window",
            goal,
            values: pairs.map(|(app, empty)| app / empty).collect(),
            beside: vec![1.0],
        }
    }

    /// The app's value less the empty window's, in each round.
    pub(crate) fn beyond(
        name: &'static str,
        unit: &'static str,
        goal: Option<f64>,
        app: &[f64],
        empty: &[f64],
    ) -> Self {
        let pairs = app.iter().zip(empty);
        Self {
            name,
            unit,
            goal,
            values: pairs.map(|(app, empty)| app - empty).collect(),
            beside: vec![0.0],
        }
    }

    /// The app's value with the empty window's beside it.
    pub(crate) fn beside(
        name: &'static str,
        unit: &'static str,
        app: &[f64],
        empty: &[f64],
    ) -> Self {
        Self {
            name,
            unit,
            goal: None,
            values: app.to_vec(),
            beside: empty.to_vec(),
        }
    }

    /// One line for `cargo xtask bench`: the medians, and the spread of the app's.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "figure": self.name,
            "value": percentile(&self.values, 50),
            "low": percentile(&self.values, 0),
            "high": percentile(&self.values, 100),
            "beside": percentile(&self.beside, 50),
            "goal": self.goal,
            "unit": self.unit,
        })
    }
}

/// The value that so many of a hundred do not exceed; none of nothing.
pub(crate) fn percentile(values: &[f64], share: usize) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    values.get((values.len() * share / 100).min(last)).copied()
}
