//! A device that speaks the wire by itself: for what no app of ours would send.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;
use auxilio_protocol::enrolment::{Consent, EnrolmentRequest, InvitationLink};
use auxilio_protocol::problem::{Problem, ProblemKind};
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::signature::{self, CONTENT_DIGEST, SIGNATURE, SIGNATURE_INPUT};
use auxilio_protocol::{AlertId, Endpoint, KeySet, Profile, Receipt, SigningKey, WireTime, jws};
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;

use crate::Central;

/// A key and a way to send.
#[derive(Debug)]
pub struct Device {
    key: SigningKey,
    central: Endpoint,
    http: reqwest::Client,
    /// How far its clock is from the right time, in seconds.
    pub clock_off_s: i64,
}

/// What a central answered.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Media type.
    pub content_type: String,
    /// The body, whatever it is.
    pub body: Vec<u8>,
}

impl Answer {
    /// The stable type of the problem that it reports.
    pub fn problem(&self) -> Result<ProblemKind> {
        Ok(serde_json::from_slice::<Problem>(&self.body)?.kind)
    }

    /// The receipt in it, if one of these keys signed it.
    pub fn receipt(&self, keys: &KeySet) -> Result<Receipt> {
        let answer: ReceiptAnswer = serde_json::from_slice(&self.body)?;
        Ok(jws::verify(&answer.receipt, keys)?)
    }
}

impl Device {
    /// One that the central does not know.
    pub fn stranger(central: &Central) -> Result<Self> {
        // Without a provider reqwest's client cannot be made; a second one is refused, rightly.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)?;
        Ok(Self {
            key: SigningKey::from_seed(&seed),
            central: central.url().parse()?,
            http: reqwest::Client::new(),
            clock_off_s: 0,
        })
    }

    /// One that has accepted an invitation.
    pub async fn member(central: &Central) -> Result<Self> {
        let device = Self::stranger(central)?;
        let link: InvitationLink = central.invite()?.parse()?;
        let request = EnrolmentRequest {
            invitation: link.token,
            public_key: device.key.public().into(),
            profile: Profile::default(),
            consent: Consent {
                text: "2026-11".to_owned(),
                at: WireTime::from_unix_ms(now_s()? * 1000),
            },
        };
        let answer = device
            .post("v1/enrolments", serde_json::to_vec(&request)?)
            .await?;
        anyhow::ensure!(answer.status == 201, "not enrolled: {answer:?}");
        Ok(device)
    }

    /// The central's keys, as it announces them.
    pub async fn keys(&self) -> Result<KeySet> {
        let url = self.central.join(".well-known/auxilio");
        let answer = self.http.get(url).send().await?.bytes().await?;
        let description: serde_json::Value = serde_json::from_slice(&answer)?;
        let keys = description.get("jwks").cloned().unwrap_or_default();
        Ok(serde_json::from_value(keys)?)
    }

    /// Posts an alert.
    pub async fn alert(&self, body: impl Into<Vec<u8>>) -> Result<Answer> {
        self.post("v1/alerts", body.into()).await
    }

    /// Posts updates to an alert.
    pub async fn update(&self, id: AlertId, body: impl Into<Vec<u8>>) -> Result<Answer> {
        self.post(&format!("v1/alerts/{id}/updates"), body.into())
            .await
    }

    /// Tells of a journey.
    pub async fn journey(&self, id: AlertId, body: impl Into<Vec<u8>>) -> Result<Answer> {
        self.send(Method::PUT, &format!("v1/journeys/{id}"), body.into())
            .await
    }

    async fn post(&self, path: &str, body: Vec<u8>) -> Result<Answer> {
        self.send(Method::POST, path, body).await
    }

    async fn send(&self, method: Method, path: &str, body: Vec<u8>) -> Result<Answer> {
        let url = self.central.join(path);
        let signed_at_s = now_s()? + self.clock_off_s;
        let fields = signature::sign(
            &self.key,
            method.as_str(),
            url.path(),
            Some(&body),
            signed_at_s,
        );
        let answer = self
            .http
            .request(method, url)
            .header(CONTENT_TYPE, "application/json")
            .header(CONTENT_DIGEST, fields.content_digest.unwrap_or_default())
            .header(SIGNATURE_INPUT, fields.signature_input)
            .header(SIGNATURE, fields.signature)
            .body(body)
            .send()
            .await?;
        let content_type = answer.headers().get(CONTENT_TYPE);
        Ok(Answer {
            status: answer.status().as_u16(),
            content_type: content_type
                .map_or("", |v| v.to_str().unwrap_or(""))
                .to_owned(),
            body: answer.bytes().await?.into(),
        })
    }
}

/// An id as a phone makes it at the press.
pub fn new_alert_id() -> Result<AlertId> {
    let mut random = [0; 10];
    getrandom::fill(&mut random)?;
    Ok(AlertId::new((now_s()? * 1000).try_into()?, random))
}

fn now_s() -> Result<i64> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    Ok(now.as_secs().try_into()?)
}
