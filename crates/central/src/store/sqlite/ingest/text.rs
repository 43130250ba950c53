//! Alerts that a text message brings: alone, before their request, or after it.

use auxilio_protocol::{AlertId, Lane};
use sqlx::SqliteConnection;

use super::Batch;
use super::read::Known;
use crate::store::{Arrival, Filed, Message, StoreError};

/// A text message to be noted with its alert.
pub(super) struct Texted<'a> {
    id: AlertId,
    proven: bool,
    message: &'a Message,
    only: Only,
}

/// What has brought an alert that has a text message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Only {
    /// Nothing else.
    Text,
    /// A request too.
    Neither,
}

/// An alert that only a text message had brought, and whose own request has come.
pub(super) struct Completed<'a> {
    arrival: &'a Arrival,
    proven: bool,
}

impl Known {
    /// Whether both are real, or both are drills: nothing turns one into the other.
    fn is_as_real_as(&self, arrival: &Arrival) -> bool {
        (self.receipt.lane == Lane::Drill) == arrival.exercise
    }

    /// Whether an unproven arrival is the same alert by the other way.
    pub(super) fn completes(&self, arrival: &Arrival) -> bool {
        let is_text = arrival.text.is_some();
        is_text || (self.only_text && self.is_as_real_as(arrival))
    }

    /// Whether a proven arrival is the same alert as this unproven one, by the other way.
    pub(super) fn is_texted_by(&self, arrival: &Arrival) -> bool {
        let is_own = self.sender.key_text() == arrival.sender.key_text();
        let is_other_way = self.only_text || (arrival.text.is_some() && is_own);
        is_other_way && self.is_as_real_as(arrival)
    }
}

impl<'a> Batch<'a> {
    /// An alert that is known already comes again, perhaps by the other way: the receipt is the
    /// same, and what is new in it is taken.
    pub(super) fn again(&mut self, arrival: &'a Arrival, proven: bool) -> Filed {
        self.note_put_out(arrival);
        let Some(known) = self.known.get_mut(&(arrival.id, proven)) else {
            return Filed::Refused(crate::store::Refusal::Unknown);
        };
        let receipt = known.receipt.clone();
        let incident = known.incident;
        let is_news = if arrival.text.is_some() {
            !std::mem::replace(&mut known.has_text, true)
        } else {
            known.only_text && known.is_as_real_as(arrival)
        };
        if !is_news {
            return Filed::Repeat(receipt);
        }
        if arrival.text.is_none() {
            known.only_text = false;
            known.sender = arrival.sender.clone();
            known.body = (!proven).then(|| arrival.body.clone());
            self.completed.push(Completed { arrival, proven });
        }
        self.note_text(arrival, proven, Only::Neither);
        self.board.0 += 1;
        self.touched.push((incident, self.board.0));
        Filed::Repeat(receipt)
    }

    pub(super) fn note_text(&mut self, arrival: &'a Arrival, proven: bool, only: Only) {
        if let Some(message) = &arrival.text {
            self.texted.push(Texted {
                id: arrival.id,
                proven,
                message,
                only,
            });
        }
    }

    pub(super) async fn write_texts(
        &self,
        connection: &mut SqliteConnection,
    ) -> Result<(), StoreError> {
        for Texted {
            id,
            proven,
            message,
            only,
        } in &self.texted
        {
            sqlx::query(
                "UPDATE alerts SET text_from = ?3, text = ?4, only_text = ?5
                 WHERE id = ?1 AND proven = ?2",
            )
            .bind(id.as_bytes().as_slice())
            .bind(proven)
            .bind(&message.from)
            .bind(&message.text)
            .bind(*only == Only::Text)
            .execute(&mut *connection)
            .await?;
        }
        for Completed { arrival, proven } in &self.completed {
            sqlx::query(
                "UPDATE alerts SET body = ?3, sender = ?4, signed_at_s = ?5, only_text = 0
                 WHERE id = ?1 AND proven = ?2",
            )
            .bind(arrival.id.as_bytes().as_slice())
            .bind(proven)
            .bind(arrival.body.as_ref())
            .bind(arrival.sender.key_text())
            .bind(arrival.signed_at_s)
            .execute(&mut *connection)
            .await?;
        }
        for (incident, changed) in &self.touched {
            sqlx::query("UPDATE incidents SET changed = ?2 WHERE id = ?1")
                .bind(incident)
                .bind(changed)
                .execute(&mut *connection)
                .await?;
        }
        Ok(())
    }
}
