//! What the tap says: each state once, with its time, as a Spanish line or as a JSON object.

use std::io::{self, Write};

use auxilio_client::ports::TextFailure;
use auxilio_client::view::{AlertView, EnrolmentView, SmsView, Stage, Trouble, View};
use auxilio_protocol::{AlertId, WireTime};
use serde_json::json;

use crate::platform;
use crate::texts::plain;
use crate::wording;

/// How states are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A line for people.
    Words,
    /// A JSON object a line, for programs.
    Json,
}

/// A state as programs know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Guardado,
    NoGuardado,
    Entregado,
    Recibido,
    SinTomar,
    Visto,
    EnCamino,
    EnElLugar,
    Cerrado,
    Cancelado,
    MensajeEnviado,
    MensajeEntregado,
    MensajeFallido(TextFailure),
    Problema(Trouble),
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            Self::Guardado => "guardado",
            Self::NoGuardado => "no_guardado",
            Self::Entregado => "entregado_sin_acuse",
            Self::Recibido => "recibido",
            Self::SinTomar => "sin_tomar",
            Self::Visto => "visto",
            Self::EnCamino => "en_camino",
            Self::EnElLugar => "en_el_lugar",
            Self::Cerrado => "cerrado",
            Self::Cancelado => "cancelado",
            Self::MensajeEnviado => "mensaje_enviado",
            Self::MensajeEntregado => "mensaje_entregado",
            Self::MensajeFallido(_) => "mensaje_fallido",
            Self::Problema(_) => "problema",
        }
    }
}

/// Says each state of each alert once.
pub(super) struct Report<W> {
    output: W,
    form: Form,
    said: Vec<(AlertId, State)>,
    said_enrolment: Option<&'static str>,
}

impl<W: Write> Report<W> {
    pub(super) fn new(output: W, form: Form) -> Self {
        Self {
            output,
            form,
            said: Vec::new(),
            said_enrolment: None,
        }
    }

    /// Says what became of the invitation, once it is known.
    pub(super) fn say_enrolment(&mut self, view: &View) -> io::Result<()> {
        let enrolment = &view.central.enrolment;
        let state = match enrolment {
            EnrolmentView::None | EnrolmentView::Waiting => return Ok(()),
            EnrolmentView::Pending => "por_aprobar",
            EnrolmentView::Active => "inscrito",
            EnrolmentView::Refused(_) => "no_inscrito",
        };
        if self.said_enrolment.replace(state) == Some(state) {
            return Ok(());
        }
        let now = platform::now();
        match self.form {
            Form::Words => {
                let words = plain(&wording::enrolment(enrolment));
                writeln!(self.output, "{}  {words}", clock(now))?;
            }
            Form::Json => {
                let object = json!({ "at": now.to_string(), "state": state });
                writeln!(self.output, "{object}")?;
            }
        }
        self.output.flush()
    }

    /// Says what is new of this alert.
    pub(super) fn say(&mut self, view: &View, id: AlertId) -> io::Result<()> {
        let Some(alert) = view.alerts.iter().find(|alert| alert.id == id) else {
            return Ok(());
        };
        for state in states(alert) {
            if !self.said.contains(&(id, state)) {
                self.said.push((id, state));
                self.write(alert, state, platform::now())?;
            }
        }
        Ok(())
    }

    fn write(&mut self, alert: &AlertView, state: State, now: WireTime) -> io::Result<()> {
        match self.form {
            Form::Words => writeln!(self.output, "{}", line(alert, state, now))?,
            Form::Json => writeln!(self.output, "{}", object(alert, state, now))?,
        }
        self.output.flush()
    }
}

/// What is true of an alert, in the order in which it came about. A picture may skip a step that
/// was short; the receipt, which the others stand on, is never skipped.
fn states(alert: &AlertView) -> Vec<State> {
    let received = alert.received_at.map(|_| State::Recibido);
    let stage = match alert.stage {
        Stage::Saving | Stage::Received => None,
        Stage::NotSaved(_) => Some(State::NoGuardado),
        Stage::Saved => Some(State::Guardado),
        Stage::HandedOver => Some(State::Entregado),
        Stage::Unclaimed => Some(State::SinTomar),
        Stage::Acknowledged => Some(State::Visto),
        Stage::Dispatched => Some(State::EnCamino),
        Stage::OnScene => Some(State::EnElLugar),
        Stage::Closed => Some(State::Cerrado),
    };
    let cancelled = alert.cancel.as_ref().filter(|cancel| cancel.receipted);
    let cancelled = cancelled.map(|_| State::Cancelado);
    let trouble = alert.trouble.map(State::Problema);
    let sms = alert.sms.as_ref().and_then(|sms| match sms {
        SmsView::ByHand(_) | SmsView::Sending => None,
        SmsView::Sent => Some(State::MensajeEnviado),
        SmsView::Delivered => Some(State::MensajeEntregado),
        SmsView::Failed { why, .. } => Some(State::MensajeFallido(*why)),
    });
    [received, stage, cancelled, sms, trouble]
        .into_iter()
        .flatten()
        .collect()
}

/// `19:12:52  Recibido. La central ya lo tiene (19:12).`
fn line(alert: &AlertView, state: State, now: WireTime) -> String {
    let words = match state {
        State::Problema(trouble) => wording::trouble(trouble),
        State::Recibido => step(alert, Stage::Received, now),
        State::MensajeEnviado | State::MensajeEntregado | State::MensajeFallido(_) => {
            let sms = alert.sms.as_ref().and_then(wording::sms::sms);
            sms.unwrap_or_default()
        }
        _ => step(alert, alert.stage, now),
    };
    format!("{}  {}", clock(now), plain(&words))
}

/// The time of day in an RFC 3339 text.
fn clock(now: WireTime) -> String {
    now.to_string().get(11..19).unwrap_or_default().to_owned()
}

fn step(alert: &AlertView, stage: Stage, now: WireTime) -> String {
    let alert = AlertView {
        stage,
        ..alert.clone()
    };
    let (word, meaning) = (wording::word(&alert), wording::meaning(&alert, now));
    text!("step", word = word, meaning = meaning)
}

fn object(alert: &AlertView, state: State, now: WireTime) -> serde_json::Value {
    let mut object = json!({
        "at": now.to_string(),
        "state": state.as_str(),
        "alert": alert.id.to_string(),
    });
    let extra = match state {
        State::Recibido => {
            json!({ "received_at": alert.received_at.map(|at| at.to_string()), "lane": alert.lane })
        }
        State::Visto | State::EnElLugar => json!({ "by": alert.by }),
        State::EnCamino => {
            json!({ "by": alert.by, "eta_at": alert.eta_at.map(|at| at.to_string()) })
        }
        State::Entregado => {
            let handed = alert.way.handed.as_ref();
            json!({ "host": handed.map(|handed| handed.to.url.host().to_owned()) })
        }
        State::Problema(trouble) => json!({ "problem": problem(trouble) }),
        State::MensajeFallido(why) => json!({ "problem": failure(why) }),
        _ => json!({}),
    };
    if let (Some(object), serde_json::Value::Object(extra)) = (object.as_object_mut(), extra) {
        object.extend(extra);
    }
    object
}

/// A stable word for why a text message was not sent.
fn failure(why: TextFailure) -> &'static str {
    match why {
        TextFailure::NoService => "no_service",
        TextFailure::RadioOff => "radio_off",
        TextFailure::NotAllowed => "not_allowed",
        TextFailure::Other => "other",
    }
}

/// A stable word for what keeps an alert from arriving.
fn problem(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NoEndpoint => "no_endpoint",
        Trouble::NoAnswer => "no_answer",
        Trouble::Impostor => "impostor",
        Trouble::CentralBusy => "central_busy",
        Trouble::Refused(_) => "refused",
    }
}
