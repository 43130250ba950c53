//! The way between phone and central, in a test's hands.

use std::net::SocketAddr;

use anyhow::Result;
use tokio::io::{self, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::wait::PATIENCE;

/// What happens to those who connect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// They reach the central.
    Open,
    /// Nobody is there.
    Refused,
    /// What they send reaches the central; no answer comes back.
    AnswersLost,
    /// Somebody else answers every request with these bytes, as a captive portal does.
    Impostor(&'static str),
}

/// A portal's page, with the status of success.
pub const PORTAL_PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\
    Content-Length: 31\r\n\r\n<html>Acepte los t&eacute;rminos";
/// A portal's redirect to its page.
pub const PORTAL_REDIRECT: &str = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/portal\r\n\
    Connection: close\r\nContent-Length: 0\r\n\r\n";

#[derive(Debug, Clone, Copy)]
struct Way {
    path: Path,
    central: Option<SocketAddr>,
}

/// An address that leads to a central as long as the test lets it. Ends when dropped.
#[derive(Debug)]
pub struct Network {
    address: SocketAddr,
    way: watch::Sender<Way>,
    visits: watch::Receiver<u32>,
    doorman: JoinHandle<()>,
}

impl Network {
    /// Opens an address that leads nowhere yet.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let (way, ways) = watch::channel(Way {
            path: Path::Open,
            central: None,
        });
        let (visit, visits) = watch::channel(0);
        let doorman = tokio::spawn(async move {
            while let Ok((phone, _)) = listener.accept().await {
                visit.send_modify(|visits| *visits += 1);
                tokio::spawn(connection(phone, ways.clone()));
            }
        });
        Ok(Self {
            address,
            way,
            visits,
            doorman,
        })
    }

    /// The address that the phone is given.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Changes what happens to those who connect. Whoever is connected is cut off.
    pub fn set(&self, path: Path) {
        self.way.send_modify(|way| way.path = path);
    }

    /// Waits until somebody has tried to connect so many times more.
    pub async fn wait_for_visits(&self, more: u32) -> Result<()> {
        let mut visits = self.visits.clone();
        let enough = *visits.borrow() + more;
        timeout(PATIENCE, visits.wait_for(|visits| *visits >= enough)).await??;
        Ok(())
    }

    /// Leads to a central from now on.
    pub(crate) fn lead_to(&self, central: SocketAddr) {
        self.way.send_modify(|way| way.central = Some(central));
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.doorman.abort();
    }
}

/// One connection, until somebody ends it or the way changes.
async fn connection(phone: TcpStream, mut ways: watch::Receiver<Way>) {
    let way = *ways.borrow_and_update();
    tokio::select! {
        // Broken connections are what this is for.
        _ = carry(phone, way) => {}
        _ = ways.changed() => {}
    }
}

async fn carry(mut phone: TcpStream, Way { path, central }: Way) -> io::Result<()> {
    let Some(central) = central else {
        return Ok(());
    };
    match path {
        Path::Refused => {}
        Path::Open => {
            let mut central = TcpStream::connect(central).await?;
            io::copy_bidirectional(&mut phone, &mut central).await?;
        }
        Path::AnswersLost => {
            let mut central = TcpStream::connect(central).await?;
            io::copy(&mut phone, &mut central).await?;
        }
        Path::Impostor(answer) => {
            // One segment of the request is enough to answer to; the rest is read and forgotten,
            // because closing over unread bytes would take the answer back.
            phone.read_u8().await?;
            phone.write_all(answer.as_bytes()).await?;
            phone.shutdown().await?;
            io::copy(&mut phone, &mut io::sink()).await?;
        }
    }
    Ok(())
}
