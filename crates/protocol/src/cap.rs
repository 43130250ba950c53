//! Alerts for a system that takes the Common Alerting Protocol: CAP 1.2 of OASIS, 1 July 2010.
//!
//! Each message is whole: an update or a cancellation says everything that is known by then, and
//! names the messages that it takes the place of (section 3.2.1). What CAP has no element for is
//! a `parameter`, under the name that it has in this protocol.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::alert::{Device, Kind, Mode};
use crate::fix::Fix;
use crate::id::AlertId;
use crate::profile::Profile;
use crate::time::WireTime;
use crate::update::CancelReason;

/// Media type of a message.
pub const CONTENT_TYPE: &str = "application/cap+xml";
/// The namespace of CAP 1.2.
pub const NAMESPACE: &str = "urn:oasis:names:tc:emergency:cap:1.2";
/// Names the program, and no person: what makes a message's identifier unique is the alert's id.
const SENDER: &str = "boton-de-auxilio";
/// Metres in a kilometre, in which CAP gives the radius of a circle.
const METRES_PER_KM: f64 = 1_000.0;

/// One message, and all that is known when it is made.
#[derive(Debug)]
pub struct Message<'a> {
    /// Which alert.
    pub alert: AlertId,
    /// Which message of it: 0 is the alert itself; those after it rise.
    pub number: u64,
    /// When it came about.
    pub sent: WireTime,
    /// The alert, or what became of it.
    pub about: About<'a>,
    /// Whom it is for: the host of the system that gets it.
    pub addressee: &'a str,
    /// A drill.
    pub exercise: bool,
    /// Whether the person may be called.
    pub mode: Mode,
    /// What is happening, as last chosen.
    pub kind: &'a Kind,
    /// When the button was pressed.
    pub raised_at: WireTime,
    /// Whether it was pressed again since.
    pub urgent: bool,
    /// Where the person is, as last known.
    pub fix: Option<&'a Fix>,
    /// What the person shares.
    pub profile: Option<&'a Profile>,
    /// What sent the alert.
    pub device: Option<&'a Device>,
    /// The person's last words.
    pub text: Option<&'a str>,
    /// Somebody forced the person to cancel.
    pub duress: bool,
}

/// What a message says of its alert.
#[derive(Debug)]
pub enum About<'a> {
    /// It begins.
    Alert,
    /// Something changed since these messages.
    Update(&'a [Earlier]),
    /// The person took back what these messages said.
    Cancel(&'a [Earlier], &'a CancelReason),
}

/// An earlier message of the same alert, as `references` name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// Its number.
    pub number: u64,
    /// When it came about.
    pub sent: WireTime,
}

impl Message<'_> {
    /// The message as XML 1.0 in UTF-8.
    #[must_use]
    pub fn to_xml(&self) -> Vec<u8> {
        let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
        // What is written to memory has no error.
        let _ = self.write(&mut xml);
        xml.into_inner()
    }

    fn write(&self, xml: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
        xml.write_event(Event::Decl(declaration))?;
        let alert = xml.create_element("alert");
        let alert = alert.with_attribute(("xmlns", NAMESPACE));
        let inside = |xml: &mut Writer<Vec<u8>>| {
            let mut alert = Within(xml);
            self.head(&mut alert)?;
            alert.group("info", |info| self.info(info))
        };
        alert.write_inner_content(inside).map(drop)
    }

    fn head(&self, alert: &mut Within<'_>) -> io::Result<()> {
        alert.text("identifier", &identifier(self.alert, self.number))?;
        alert.text("sender", SENDER)?;
        alert.text("sent", &self.sent.to_the_second())?;
        alert.text("status", if self.exercise { "Exercise" } else { "Actual" })?;
        let (kind, earlier, note) = match self.about {
            About::Alert => ("Alert", [].as_slice(), None),
            About::Update(earlier) => ("Update", earlier, None),
            About::Cancel(earlier, reason) => ("Cancel", earlier, Some(reason.as_str())),
        };
        alert.text("msgType", kind)?;
        // Only for whom it is sent to; CAP then wants to have them named.
        alert.text("scope", "Private")?;
        alert.text("addresses", self.addressee)?;
        alert.text("code", "auxilio:1")?;
        if self.mode == Mode::Covert {
            alert.text("code", "auxilio:covert")?;
        }
        alert.optional("note", note)?;
        let references: Vec<String> = earlier.iter().map(|e| self.reference(*e)).collect();
        alert.optional("references", Some(references.join(" ").as_str()))
    }

    fn reference(&self, earlier: Earlier) -> String {
        let sent = earlier.sent.to_the_second();
        format!("{SENDER},{},{sent}", identifier(self.alert, earlier.number))
    }

    fn info(&self, info: &mut Within<'_>) -> io::Result<()> {
        info.text("language", "es-PE")?;
        info.text("category", category(self.kind))?;
        info.text("event", event(self.kind))?;
        info.text("urgency", "Immediate")?;
        info.text("severity", if self.urgent { "Extreme" } else { "Severe" })?;
        // Whoever calls for help says what they see; nobody has confirmed it.
        info.text("certainty", "Observed")?;
        info.group("eventCode", |code| {
            code.text("valueName", "auxilio:kind")?;
            code.text("value", event(self.kind))
        })?;
        let profile = self.profile;
        info.optional("senderName", profile.and_then(|p| p.name.as_deref()))?;
        info.optional("description", self.text)?;
        if self.mode == Mode::Open {
            info.optional("contact", profile.and_then(|p| p.phone.as_deref()))?;
        }
        for (name, value) in self.parameters() {
            info.parameter(name, &value)?;
        }
        match self.fix {
            Some(fix) => info.group("area", |area| circle(area, fix)),
            None => Ok(()),
        }
    }

    /// What CAP has no element for.
    fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = vec![("raised_at", self.raised_at.to_string())];
        let mode = match self.mode {
            Mode::Open => "open",
            Mode::Covert => "covert",
        };
        parameters.push(("mode", mode.to_owned()));
        if self.duress {
            parameters.push(("duress", "true".to_owned()));
        }
        if let Some(fix) = self.fix {
            parameters.extend(how_exact(fix, self.sent));
        }
        if let Some(profile) = self.profile {
            parameters.extend(who(profile, self.mode));
        }
        if let Some(device) = self.device {
            parameters.push(("app", device.app.clone()));
            let battery = device.battery_percent;
            parameters.extend(battery.map(|percent| ("battery_percent", percent.to_string())));
        }
        parameters
    }
}

fn identifier(alert: AlertId, number: u64) -> String {
    match number {
        0 => alert.to_string(),
        number => format!("{alert}.{number}"),
    }
}

fn category(kind: &Kind) -> &'static str {
    match kind {
        Kind::Robo | Kind::Extorsion | Kind::Violencia => "Security",
        Kind::Medica => "Health",
        Kind::Incendio => "Fire",
        Kind::Auxilio | Kind::Other(_) => "Safety",
    }
}

fn event(kind: &Kind) -> &str {
    match kind {
        Kind::Other(word) if word.trim().is_empty() => Kind::Auxilio.as_str(),
        kind => kind.as_str(),
    }
}

/// `lat,lon radius`, in degrees and kilometres. A position of which nobody knows how exact it is
/// has the radius 0, and then no `accuracy_m` among the parameters.
fn circle(area: &mut Within<'_>, fix: &Fix) -> io::Result<()> {
    let place = format!("{:.6},{:.6}", fix.lat, fix.lon);
    let radius_km = fix.accuracy_m.unwrap_or(0.0) / METRES_PER_KM;
    area.text("areaDesc", &place)?;
    area.text("circle", &format!("{place} {radius_km:.3}"))
}

fn how_exact(fix: &Fix, sent: WireTime) -> impl Iterator<Item = (&'static str, String)> {
    let source = serde_json::to_value(fix.source).unwrap_or_default();
    let source = source.as_str().unwrap_or_default().to_owned();
    [
        fix.accuracy_m.map(|m| ("accuracy_m", m.to_string())),
        fix.confidence
            .map(|share| ("confidence", share.to_string())),
        Some(("fix_taken_at", fix.taken_at.to_string())),
        Some(("fix_age_s", fix.age_s(sent).to_string())),
        Some(("fix_source", source)),
        fix.speed_mps.map(|mps| ("speed_mps", mps.to_string())),
        fix.course_deg.map(|deg| ("course_deg", deg.to_string())),
        fix.mock.then(|| ("fix_mock", "true".to_owned())),
    ]
    .into_iter()
    .flatten()
}

/// All that the person shares. The number of one who must not be called says so in its name.
fn who(profile: &Profile, mode: Mode) -> impl Iterator<Item = (&'static str, String)> {
    let phone = match mode {
        Mode::Open => "phone",
        Mode::Covert => "phone_do_not_call",
    };
    let barrio = profile.barrio.as_ref();
    let organizations = profile.organization.iter();
    let organizations = organizations.chain(&profile.other_organizations);
    let organizations = organizations.flat_map(|organization| {
        let kind = serde_json::to_value(organization.kind).unwrap_or_default();
        [
            kind.as_str()
                .map(|kind| ("organization_kind", kind.to_owned())),
            Some(("organization", organization.name.clone())),
            organization.unit.clone().map(|unit| ("unit", unit)),
        ]
    });
    let contact = profile.contact.as_ref();
    let medical = profile.medical.as_ref();
    let mut told = vec![
        profile.name.clone().map(|name| ("name", name)),
        profile.phone.clone().map(|number| (phone, number)),
        barrio.map(|barrio| ("district", barrio.district.clone())),
        barrio.and_then(|barrio| Some(("sector", barrio.sector.clone()?))),
    ];
    told.extend(organizations);
    told.extend([
        contact.and_then(|contact| Some(("contact_name", contact.name.clone()?))),
        contact.and_then(|contact| Some(("contact_phone", contact.phone.clone()?))),
        medical.and_then(|medical| Some(("blood", medical.blood.clone()?))),
        medical.and_then(|medical| Some(("medical_notes", medical.notes.clone()?))),
    ]);
    told.into_iter().flatten()
}

/// The inside of an element.
struct Within<'a>(&'a mut Writer<Vec<u8>>);

impl Within<'_> {
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        let text: String = text.chars().filter(|c| is_of_xml(*c)).collect();
        let element = self.0.create_element(name);
        element.write_text_content(BytesText::new(&text)).map(drop)
    }

    /// Left out where there is nothing to say.
    fn optional(&mut self, name: &str, text: Option<&str>) -> io::Result<()> {
        match text.filter(|text| !text.is_empty()) {
            Some(text) => self.text(name, text),
            None => Ok(()),
        }
    }

    fn group(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut Within<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let element = self.0.create_element(name);
        let inner = |writer: &mut Writer<Vec<u8>>| write(&mut Within(writer));
        element.write_inner_content(inner).map(drop)
    }

    fn parameter(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.group("parameter", |parameter| {
            parameter.text("valueName", name)?;
            parameter.text("value", value)
        })
    }
}

/// The characters that XML 1.0 can hold at all (section 2.2); the others cannot be escaped either.
fn is_of_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}
