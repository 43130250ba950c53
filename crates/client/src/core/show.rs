//! The picture of the core that a screen gets.

use auxilio_protocol::AlertId;

use super::send::OFFER_CALLS_MS;
use super::{Core, Entry, Origin};
use crate::alert::Durability;
use crate::moment::Moment;
use crate::settings::Enrolment;
use crate::view::{
    AlertView, CentralView, EnrolmentView, InvitationView, Positions, Run, Stage, Storage, View,
};

impl Core {
    /// How far an alert is.
    #[must_use]
    pub fn stage(&self, id: AlertId) -> Stage {
        self.alerts
            .get(&id)
            .map_or(Stage::Saving, |entry| entry.life.stage())
    }

    /// What is so at this moment, and no more.
    #[must_use]
    pub fn view(&self, now: Moment) -> View {
        View {
            storage: self.disk_refuses.map_or(self.storage, Storage::MemoryOnly),
            central: CentralView {
                endpoint: self.settings.endpoint.clone(),
                name: self.settings.name.clone(),
                reach: self.reach,
                enrolment: match &self.settings.enrolment {
                    Enrolment::None => EnrolmentView::None,
                    Enrolment::Agreed(_) => EnrolmentView::Waiting,
                    Enrolment::Pending => EnrolmentView::Pending,
                    Enrolment::Active => EnrolmentView::Active,
                    Enrolment::Refused(kind) => EnrolmentView::Refused(*kind),
                },
            },
            alerts: self
                .alerts
                .values()
                .rev()
                .map(|entry| self.alert_view(now, entry))
                .collect(),
            journey: self.journey_view(now),
            last_fix: self.last_fix.clone(),
            profile: self.profile.clone(),
            checks: self.checks_that_apply(now),
            condition: self.looks.condition,
            texting: self.texting_to_central(),
            clock_wrong_by_min: self.clock_wrong_by_min(now),
            elsewhere: self.elsewhere_view(),
            language: self.language.clone(),
            directory: self.directory.shown(),
            own_data: self.own_data_view(now),
            preferences: self.preferences,
            discreet: self.discretion.view(),
            invitation: self.opened.as_ref().map(|opened| InvitationView {
                agreed: self.has_agreed_to(&opened.link),
                ..opened.clone()
            }),
        }
    }

    fn alert_view(&self, now: Moment, entry: &Entry) -> AlertView {
        let life = &entry.life;
        let stage = life.stage();
        let receipt = life.receipt.as_ref().map(|kept| &kept.receipt);
        let progress = life.shown_progress();
        let waited_ms = now.mono_ms.saturating_sub(entry.waiting_since_ms);
        let nothing_answers = !life.is_receipted()
            && (waited_ms >= OFFER_CALLS_MS
                || entry.trouble.is_some()
                || life.handed().is_some()
                || self.settings.destination().is_none()
                || matches!(life.durability, Durability::NotSaved(_)));
        AlertView {
            id: life.id,
            kind: life.kind.clone(),
            mode: life.mode,
            exercise: life.exercise,
            raised_at: life.raised_at,
            fix: life.fix.clone(),
            run: match entry.origin {
                Origin::Press => Run::This,
                Origin::Disk => Run::Earlier,
            },
            path: life.path,
            stage,
            received_at: receipt.map(|receipt| receipt.received_at),
            receipt: life.receipt.as_ref().map(|kept| kept.jws.clone()),
            lane: receipt.map(|receipt| receipt.lane),
            by: progress.and_then(|progress| progress.by.clone()),
            eta_at: progress.and_then(|progress| progress.eta_at),
            text: progress.and_then(|progress| progress.text.clone()),
            trouble: self.trouble(entry),
            // Nobody is to call the police because of a drill.
            offer_calls: !life.exercise
                && !life.is_over()
                && (nothing_answers || stage == Stage::Unclaimed),
            offer_undo: entry
                .undo_until_ms()
                .is_some_and(|until_ms| now.mono_ms < until_ms),
            steps: life.steps.clone(),
            cancel: life.cancel_view(),
            again: life.again_view(),
            unsent_updates: life.trail.unreceipted(),
            positions: if life.wants_positions() {
                Positions::Follow
            } else {
                Positions::Rest
            },
            way: self.way(entry),
            sms: self.sms_view(entry),
        }
    }
}
