//! An invitation, from its opening until it is sent: who invites, whether the person agrees, and
//! the while that they may take to say who they are.
//!
//! Opening one changes nothing of where alerts go. Only agreeing does.

use auxilio_protocol::enrolment::{Consent, InvitationLink};
use auxilio_protocol::invitation::InvitationInfo;
use auxilio_protocol::limits::TEXT_CHARS_MAX;

use super::{Core, Effect};
use crate::delivery::outcome::Outcome;
use crate::delivery::schedule::Schedule;
use crate::moment::Moment;
use crate::settings::{Agreed, Enrolment, bounded_text};
use crate::view::{InvitationView, Told};

/// How long an invitation that was agreed to waits for what the person wants to tell, in
/// milliseconds. Then it is sent without, and what is told later follows as a change.
const JOIN_WAIT_MS_MAX: u64 = 5 * 60_000;

/// Version of the words of consent before the time of consent was kept.
const EARLIER_TEXT: &str = "2026-11";

impl Core {
    pub(super) fn open_invitation(&mut self, link: InvitationLink) {
        self.errands.invitation = Schedule::default();
        self.errands.invitation.want();
        self.opened = Some(InvitationView {
            link,
            told: Told::Asking,
            agreed: false,
        });
    }

    pub(super) fn leave_invitation(&mut self) {
        self.errands.invitation = Schedule::default();
        self.opened = None;
    }

    pub(super) fn ask_invitation(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        if let Some(opened) = &self.opened
            && self.errands.invitation.is_due(now)
        {
            self.errands.invitation.started(now);
            effects.push(Effect::AskInvitation(opened.link.clone()));
        }
    }

    pub(super) fn invitation_told(
        &mut self,
        now: Moment,
        link: &InvitationLink,
        outcome: Outcome<InvitationInfo>,
    ) {
        // Another one may have been opened since.
        let Some(opened) = self.opened.as_mut().filter(|opened| opened.link == *link) else {
            return;
        };
        let asked = &mut self.errands.invitation;
        opened.told = match outcome {
            Outcome::Answer(info) => {
                asked.succeeded(false);
                Told::Holds(InvitationInfo {
                    municipality: bounded_text(&info.municipality, TEXT_CHARS_MAX),
                    organization: bounded_text(&info.organization, TEXT_CHARS_MAX),
                    ..info
                })
            }
            Outcome::Refused(kind) => {
                asked.succeeded(false);
                Told::Refused(kind)
            }
            Outcome::Busy { retry_after_s } => {
                asked.failed(now, retry_after_s);
                Told::NotYet
            }
            Outcome::Impostor | Outcome::NoAnswer => {
                asked.failed(now, None);
                Told::NotYet
            }
        };
    }

    /// The person agrees. From now on alerts go to the central that invites. Who agrees to the same
    /// invitation twice has agreed the first time.
    pub(super) fn agree(&mut self, now: Moment, link: InvitationLink, consent: Consent) {
        if self.has_agreed_to(&link) {
            return;
        }
        let mut settings = self.settings.at(link.endpoint.clone());
        settings.enrolment = Enrolment::Agreed(Agreed {
            link,
            consent: Some(consent),
        });
        // An attempt with another invitation may be on its way; its answer is not for this one.
        self.errands.enrol = Schedule::default();
        self.joins_at_ms = Some(now.mono_ms.saturating_add(JOIN_WAIT_MS_MAX));
        self.set_settings(settings);
    }

    /// Whether that is the invitation that is to be sent.
    pub(super) fn has_agreed_to(&self, link: &InvitationLink) -> bool {
        matches!(&self.settings.enrolment, Enrolment::Agreed(agreed) if agreed.link == *link)
    }

    /// The person has told what they want to tell.
    pub(super) fn join_now(&mut self) {
        self.joins_at_ms = None;
        self.leave_invitation();
    }

    pub(super) fn enrol(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        let Enrolment::Agreed(Agreed { link, consent }) = &self.settings.enrolment else {
            return;
        };
        if self.join_wait_until_ms(now).is_some() {
            return;
        }
        self.errands.enrol.want();
        if self.errands.enrol.is_due(now) {
            self.errands.enrol.started(now);
            let sent_now = || Consent {
                text: EARLIER_TEXT.to_owned(),
                at: now.wall,
            };
            effects.push(Effect::Enrol {
                link: link.clone(),
                profile: Box::new(self.profile.clone()),
                consent: consent.clone().unwrap_or_else(sent_now),
            });
        }
    }

    /// Until when an invitation that was agreed to waits, on the monotonic clock.
    pub(super) fn join_wait_until_ms(&self, now: Moment) -> Option<u64> {
        self.joins_at_ms.filter(|at| *at > now.mono_ms)
    }
}
