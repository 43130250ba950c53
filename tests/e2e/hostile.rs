//! Networks and servers that are not what they say: the alert stays on the phone, nothing is claimed,
//! nothing leaves in clear, and it arrives once the way is right.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use auxilio_testkit::{Central, Network, PORTAL_PAGE, PORTAL_REDIRECT, Path, Phone};
use rcgen::{CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tempfile::TempDir;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Saved, and no receipt in time.
const NO_RECEIPT: i32 = 3;
/// Seconds that a tap waits for a receipt that must not come.
const WAIT_S: &str = "3";

/// Who signs certificates that the phone's system trusts, and who else does.
struct Authority(Issuer<'static, KeyPair>);

impl Authority {
    fn new() -> Result<(Self, String)> {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key)?.pem();
        Ok((Self(Issuer::new(params, key)), pem))
    }

    /// A server's configuration with a certificate for that name, until that year.
    fn certify(&self, name: &str, until: i32) -> Result<TlsAcceptor> {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(vec![name.to_owned()])?;
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(until, 1, 1);
        let certificate: CertificateDer<'static> = params.signed_by(&key, &self.0)?.der().clone();
        let key = PrivateKeyDer::try_from(key.serialize_der()).map_err(anyhow::Error::msg)?;
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)?;
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

/// Puts TLS before the central, and gives the address for a phone.
async fn before(central: &Central, tls: TlsAcceptor) -> Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let port = listener.local_addr()?.port();
    let behind = central
        .url()
        .trim_start_matches("http://")
        .trim_end_matches('/');
    let behind: SocketAddr = behind.parse()?;
    tokio::spawn(async move {
        while let Ok((arrived, _)) = listener.accept().await {
            let tls = tls.clone();
            tokio::spawn(async move {
                // A phone that does not like the certificate ends it here.
                let mut arrived = tls.accept(arrived).await.ok()?;
                let mut central = TcpStream::connect(behind).await.ok()?;
                copy_bidirectional(&mut arrived, &mut central).await.ok()
            });
        }
    });
    Ok(format!("https://localhost:{port}/"))
}

#[tokio::test]
async fn only_a_certificate_of_the_centrals_own_name_and_time_gets_the_alert() -> Result<()> {
    let central = Central::start().await?;
    let folder = TempDir::new()?;
    let (trusted, root) = Authority::new()?;
    let (stranger, _) = Authority::new()?;
    let roots: PathBuf = folder.path().join("roots.pem");
    std::fs::write(&roots, root)?;
    for (what, tls) in [
        ("a stranger's", stranger.certify("localhost", 2040)?),
        ("for another name", trusted.certify("otra.example", 2040)?),
        ("over", trusted.certify("localhost", 2021)?),
    ] {
        let phone = Phone::new()?
            .with("--endpoint", before(&central, tls).await?)
            .trusting(&roots);
        let (code, _) = phone.tap_with(&["--wait", WAIT_S])?.ended().await?;
        assert_eq!(code, NO_RECEIPT, "{what}");
        assert_eq!(central.alerts().await?, [], "{what}");
    }
    let own = before(&central, trusted.certify("localhost", 2040)?).await?;
    let phone = Phone::new()?.with("--endpoint", own).trusting(&roots);
    let (code, _) = phone.tap()?.ended().await?;
    assert_eq!(code, 0, "nothing but its certificate was wrong before");
    assert_eq!(central.wait_for_alerts(1).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn whatever_a_server_answers_nothing_but_a_receipt_settles_and_nothing_is_lost() -> Result<()>
{
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?);
    phone.tap_with(&["--flush"])?.ended().await?;
    central.wait_for_members(1).await?;
    let answer = |content_type: &str, body: &str| -> &'static str {
        let length = body.len();
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {length}");
        Box::leak(format!("{head}\r\nconnection: close\r\n\r\n{body}").into_boxed_str())
    };
    // {"alg":"none"} over {"seq":0}; then one of another kind; then far too much.
    let none = "{\"receipt\":\"eyJhbGciOiJub25lIn0.eyJzZXEiOjB9.\"}";
    let other = format!("{{\"journey\":\"{}\"}}", "a.b.c");
    let giant = format!("{{\"receipt\":\"{}\"}}", "x".repeat(8 * 1024 * 1024));
    let hostile = [
        PORTAL_PAGE,
        PORTAL_REDIRECT,
        answer("application/json", none),
        answer("application/json", &other),
        answer("application/json", &giant),
        answer("text/html", "<h1>recibido</h1>"),
        "HTTP/1.1 308 Permanent Redirect\r\nlocation: http://192.0.2.1/\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"rec",
        "no HTTP at all\r\n\r\n",
    ];
    for (number, answer) in hostile.iter().enumerate() {
        network.set(Path::Impostor(answer));
        let (code, said) = phone.tap_with(&["--wait", WAIT_S])?.ended().await?;
        assert_eq!(code, NO_RECEIPT, "answer {number}: {said:?}");
    }
    assert_eq!(central.alerts().await?, []);
    network.set(Path::Open);
    phone.tap_with(&["--flush"])?.ended().await?;
    let arrived = central.wait_for_alerts(hostile.len()).await?;
    let lanes = arrived.iter().all(|alert| alert.lane == "verified");
    lanes.then_some(()).context("an alert lost its proof")
}
