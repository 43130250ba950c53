//! A member's own data (Ley 29733): changing it, taking a copy of it, and having it deleted.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::enrolment::Consent;
use crate::fix::Fix;
use crate::id::{AlertId, MemberId, Seq};
use crate::jws::Claims;
use crate::member::Readiness;
use crate::profile::Profile;
use crate::receipt::Receipt;
use crate::status::State;
use crate::time::WireTime;

/// `PATCH /v1/me`, signed by the member's device: the whole profile as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileChange {
    /// It takes the place of the stored one, unless its version is lower.
    pub profile: Profile,
}

/// The answer to a [`ProfileChange`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileAnswer {
    /// The version that the central keeps now: higher than the one that was sent if that was old.
    pub version: u64,
}

/// The answer to `GET /v1/me/export`: everything that the central keeps about a member.
///
/// It has at most [`crate::limits::EXPORT_BYTES_MAX`] bytes, and says what that left out.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Export {
    /// When it was made.
    pub at: WireTime,
    /// The member.
    pub member: MemberId,
    /// `active` or `pending`.
    pub state: crate::enrolment::MemberState,
    /// The organization that invited.
    pub organization: Option<String>,
    /// When the device enrolled.
    pub enrolled_at: WireTime,
    /// What the person chose to tell.
    pub profile: Profile,
    /// What the person agreed to.
    pub consent: Consent,
    /// The phone's last self-check.
    pub readiness: Option<Readiness>,
    /// The alerts that the device signed, the newest first.
    pub alerts: Vec<ExportedAlert>,
    /// How many older alerts are left out because there was no room for them.
    pub alerts_left_out: u64,
    /// The ways home that the central watches over now: at most
    /// [`crate::limits::JOURNEYS_RUNNING_MAX`]. A central without any may leave it out.
    #[serde(default)]
    pub journeys: Vec<ExportedJourney>,
}

impl fmt::Debug for Export {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Export({} alerts, …)", self.alerts.len())
    }
}

/// One alert with everything that followed it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedAlert {
    /// Which.
    pub id: AlertId,
    /// What its receipt says.
    pub receipt: Receipt,
    /// The body, byte for byte as it arrived.
    pub body: String,
    /// Its updates, in order.
    pub updates: Vec<ExportedUpdate>,
    /// How many of its oldest updates are left out because there was no room for them.
    pub updates_left_out: u64,
    /// What the central did, in order.
    pub status: Vec<ExportedStatus>,
}

impl fmt::Debug for ExportedAlert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExportedAlert({}, …)", self.id)
    }
}

/// One update.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedUpdate {
    /// Its number.
    pub seq: Seq,
    /// When it arrived.
    pub received_at: WireTime,
    /// The object as it arrived.
    pub body: String,
}

impl fmt::Debug for ExportedUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExportedUpdate({}, …)", self.seq)
    }
}

/// One step of an alert.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedStatus {
    /// Its number.
    pub n: u64,
    /// When.
    pub at: WireTime,
    /// What.
    pub state: State,
    /// The unit that acted.
    pub by: Option<String>,
    /// Seconds until it would arrive, estimated.
    pub eta_s: Option<u32>,
    /// The words that the person was told.
    pub text: Option<String>,
}

impl fmt::Debug for ExportedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExportedStatus({}, {:?}, …)", self.n, self.state)
    }
}

/// A way home that the central watches over.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ExportedJourney {
    /// Which: the id of the alert that it would become.
    pub id: AlertId,
    /// When the device last told of it.
    pub at: WireTime,
    /// When the alert is raised.
    pub due_at: WireTime,
    /// Where the person was last.
    pub fix: Option<Fix>,
    /// The alert, byte for byte as it arrived.
    pub alert: String,
}

impl fmt::Debug for ExportedJourney {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExportedJourney({}, …)", self.id)
    }
}

/// The body of the answer to `DELETE /v1/me`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletionAnswer {
    /// A [`Deletion`] as a compact JWS.
    pub deletion: String,
}

/// A central's word that it deleted a member's data: the person's proof. Travels as a compact JWS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    /// The member that there is no more.
    pub member: MemberId,
    /// When, by the central's clock.
    pub at: WireTime,
    /// What is gone.
    pub deleted: Vec<DataPart>,
    /// What stays.
    pub kept: Vec<DataPart>,
}

impl Deletion {
    /// What a central deletes.
    pub const DELETED: [DataPart; 5] = [
        DataPart::Membership,
        DataPart::Profile,
        DataPart::Consent,
        DataPart::Readiness,
        DataPart::Journeys,
    ];
    /// What it keeps: see [`DataPart`] for why.
    pub const KEPT: [DataPart; 2] = [DataPart::Incidents, DataPart::Deletion];
}

impl Claims for Deletion {
    const TYP: &'static str = "auxilio-deletion+jws";
}

/// A part of what a central keeps about a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataPart {
    /// That the device is a member's, and by whose invitation.
    Membership,
    /// What the person chose to tell.
    Profile,
    /// What the person agreed to.
    Consent,
    /// The phone's last self-check.
    Readiness,
    /// Ways home that are not due: place, time and the alert that would have been raised. One that
    /// is due is an incident.
    Journeys,
    /// Alerts that arrived, as they arrived, with what was done: the municipality's record of an
    /// emergency, and evidence in it. They go when its time for keeping them is over.
    Incidents,
    /// The device's public key, the member's id and the time of the deletion: without them the
    /// same request could not be answered again.
    Deletion,
    /// A part that this version does not know.
    #[serde(other)]
    Other,
}
