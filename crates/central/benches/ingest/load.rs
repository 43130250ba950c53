//! The load: prepared requests over connections that stay open.

use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use auxilio_protocol::alert::Device;
use auxilio_protocol::enrolment::{Consent, EnrolmentRequest};
use auxilio_protocol::{
    Alert, AlertId, Fix, Kind, Mode, Profile, SigningKey, Source, WireTime, signature,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::server::Server;

/// Connections that send at the same time.
const CONNECTIONS: usize = 256;
const NOW_MS: i64 = 1_795_479_120_000;

/// Requests that are ready to be sent.
pub(crate) struct Alerts(Vec<Vec<u8>>);

impl Alerts {
    /// So many alerts of strangers.
    pub(crate) fn unsigned(count: usize) -> Self {
        Self(
            (0..count)
                .map(|_| request("/v1/alerts", &alert(), None))
                .collect(),
        )
    }

    /// So many alerts, each of another enrolled device: they fold into no common incident.
    pub(crate) fn signed(server: &Server, count: usize) -> Result<Self> {
        let link = server.invitation(u32::try_from(count)?)?;
        let mut keys = Vec::with_capacity(count);
        let mut enrolments = Vec::with_capacity(count);
        for _ in 0..count {
            let key = SigningKey::from_seed(&random());
            let body = serde_json::to_vec(&EnrolmentRequest {
                invitation: link.token.clone(),
                public_key: key.public().into(),
                profile: Profile::default(),
                consent: Consent {
                    text: "bench".to_owned(),
                    at: WireTime::from_unix_ms(NOW_MS),
                },
            })?;
            enrolments.push(request("/v1/enrolments", &body, Some(&key)));
            keys.push(key);
        }
        Self(enrolments).send(server)?;
        Ok(Self(
            keys.iter()
                .map(|key| request("/v1/alerts", &alert(), Some(key)))
                .collect(),
        ))
    }

    /// Splits some off.
    pub(crate) fn take(&mut self, count: usize) -> Self {
        Self(self.0.split_off(self.0.len().saturating_sub(count)))
    }

    /// Sends all of them and tells how many were answered with success in a second.
    pub(crate) fn send(self, server: &Server) -> Result<f64> {
        let total = self.0.len();
        let mut shares: Vec<Vec<Vec<u8>>> = (0..CONNECTIONS).map(|_| Vec::new()).collect();
        for (index, request) in self.0.into_iter().enumerate() {
            if let Some(share) = shares.get_mut(index % CONNECTIONS) {
                share.push(request);
            }
        }
        let address = server.address;
        let runtime = Runtime::new()?;
        runtime.block_on(async move {
            let mut connections = Vec::new();
            for share in shares {
                connections.push((connect(address).await?, share));
            }
            let begin = Instant::now();
            let mut running = JoinSet::new();
            for (connection, share) in connections {
                running.spawn(send_all(connection, share));
            }
            while let Some(ended) = running.join_next().await {
                ended??;
            }
            #[expect(clippy::cast_precision_loss, reason = "a few thousand requests")]
            Ok(total as f64 / begin.elapsed().as_secs_f64())
        })
    }
}

async fn connect(address: SocketAddr) -> Result<TcpStream> {
    let connection = TcpStream::connect(address).await?;
    connection.set_nodelay(true)?;
    Ok(connection)
}

async fn send_all(mut connection: TcpStream, requests: Vec<Vec<u8>>) -> Result<()> {
    let mut answer = Vec::with_capacity(4096);
    for request in requests {
        connection.write_all(&request).await?;
        answer.clear();
        while !is_whole(&answer)? {
            ensure!(
                connection.read_buf(&mut answer).await? > 0,
                "the server hung up"
            );
        }
        if !answer.starts_with(b"HTTP/1.1 201") {
            bail!(
                "an alert was not taken: {}",
                String::from_utf8_lossy(&answer)
            );
        }
    }
    Ok(())
}

fn is_whole(answer: &[u8]) -> Result<bool> {
    let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(false);
    };
    let (head, rest) = answer.split_at(end);
    let length = std::str::from_utf8(head)?
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .context("an answer without a length")?
        .1;
    Ok(rest.len() >= 4 + length.trim().parse::<usize>()?)
}

/// An alert of ordinary size, with an id as phones make it at the press.
fn alert() -> Vec<u8> {
    let now = auxilio_central::clock::now();
    let alert = Alert {
        id: AlertId::new(now.unix_ms().unsigned_abs(), random()),
        kind: Kind::Extorsion,
        mode: Mode::Open,
        exercise: false,
        raised_at: now,
        fix: Some(Fix {
            lat: -8.07392,
            lon: -78.99292,
            accuracy_m: Some(14.0),
            confidence: Some(0.68),
            altitude_m: None,
            speed_mps: Some(3.1),
            course_deg: Some(210.0),
            taken_at: now,
            source: Source::Gnss,
            mock: false,
        }),
        profile: Some(Profile {
            version: 3,
            name: Some("Rosa Quispe".to_owned()),
            phone: Some("+51987654321".to_owned()),
            ..Profile::default()
        }),
        device: Some(Device {
            app: "0.1.0".to_owned(),
            os: "android 13".to_owned(),
            battery_percent: Some(41),
            path: Some("cell".to_owned()),
        }),
    };
    // Plain strings and finite numbers: the serialisation has no error.
    serde_json::to_vec(&alert).unwrap_or_default()
}

fn request(path: &str, body: &[u8], key: Option<&SigningKey>) -> Vec<u8> {
    let signed = key.map_or_else(String::new, |key| {
        let fields = signature::sign(key, "POST", path, Some(body), NOW_MS / 1_000);
        let digest = fields.content_digest.unwrap_or_default();
        format!(
            "content-digest: {digest}\r\nsignature-input: {}\r\nsignature: {}\r\n",
            fields.signature_input, fields.signature
        )
    });
    let length = body.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\n{signed}\r\n"
    );
    [head.as_bytes(), body].concat()
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without randomness the ids repeat, and the bench fails for all to see.
    let _ = getrandom::fill(&mut bytes);
    bytes
}
