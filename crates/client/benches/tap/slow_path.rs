//! A slow path with TLS at its end: every byte takes half a round trip in each direction, and a
//! new connection takes one round trip more before its first byte, as TCP's handshake would (on
//! loopback the kernel's own takes no time). Nothing else is slowed.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, anyhow};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// The round trip that is added.
pub(crate) const ROUND_TRIP: Duration = Duration::from_millis(150);
/// Pieces on their way in one direction.
const PIECES_MAX: usize = 64;

/// Makes a certificate for `localhost` and its key, both PEM.
pub(crate) fn write_identity(certificate: &Path, key: &Path) -> Result<()> {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()])?;
    std::fs::write(certificate, made.cert.pem())?;
    std::fs::write(key, made.signing_key.serialize_pem())?;
    Ok(())
}

fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor> {
    let certificate = CertificateDer::from_pem_file(certificate).map_err(|e| anyhow!("{e}"))?;
    let key = PrivateKeyDer::from_pem_file(key).map_err(|e| anyhow!("{e}"))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// Opens the path to `central` and gives the address at which it begins.
pub(crate) async fn open(
    central: SocketAddr,
    certificate: &Path,
    key: &Path,
) -> Result<SocketAddr> {
    let tls = acceptor(certificate, key)?;
    let far_end = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let far_address = far_end.local_addr()?;
    let near_end = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let near_address = near_end.local_addr()?;
    tokio::spawn(async move {
        while let Ok((arrived, _)) = far_end.accept().await {
            tokio::spawn(end_tls(tls.clone(), arrived, central));
        }
    });
    tokio::spawn(async move {
        while let Ok((arrived, _)) = near_end.accept().await {
            tokio::spawn(slow(arrived, far_address));
        }
    });
    Ok(near_address)
}

async fn end_tls(tls: TlsAcceptor, arrived: TcpStream, central: SocketAddr) -> Result<()> {
    arrived.set_nodelay(true)?;
    let mut arrived = tls.accept(arrived).await?;
    let mut onward = TcpStream::connect(central).await?;
    onward.set_nodelay(true)?;
    copy_bidirectional(&mut arrived, &mut onward).await?;
    Ok(())
}

async fn slow(arrived: TcpStream, onward: SocketAddr) -> Result<()> {
    let handshake_ends = Instant::now() + ROUND_TRIP;
    let onward = TcpStream::connect(onward).await?;
    arrived.set_nodelay(true)?;
    onward.set_nodelay(true)?;
    let (from_phone, to_phone) = arrived.into_split();
    let (from_central, to_central) = onward.into_split();
    sleep_until(handshake_ends).await;
    tokio::spawn(delay(from_phone, to_central));
    tokio::spawn(delay(from_central, to_phone));
    Ok(())
}

/// Carries bytes over, each half a round trip after it came.
async fn delay(
    mut from: impl AsyncRead + Unpin + Send + 'static,
    mut to: impl AsyncWrite + Unpin,
) -> Result<()> {
    let (sender, mut on_the_way) = mpsc::channel::<(Instant, Vec<u8>)>(PIECES_MAX);
    tokio::spawn(async move {
        let mut piece = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = from.read(&mut piece).await {
            let arrives = Instant::now() + ROUND_TRIP / 2;
            let bytes = piece.iter().take(length).copied().collect();
            if sender.send((arrives, bytes)).await.is_err() {
                break;
            }
        }
    });
    while let Some((arrives, bytes)) = on_the_way.recv().await {
        sleep_until(arrives).await;
        to.write_all(&bytes).await?;
    }
    to.shutdown().await?;
    Ok(())
}
