//! Another municipality's system: takes whatever is posted, and signs nothing.

use std::net::SocketAddr;

use anyhow::{Context as _, Result};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::wait::PATIENCE;

/// One request as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Method and path.
    pub line: String,
    /// The fields, in their order, with their names in small letters.
    pub fields: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Request {
    /// The value of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        fields
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    pub fn json(&self) -> Result<serde_json::Value> {
        Ok(serde_json::from_str(&self.body)?)
    }
}

/// A system that answers every request with the same status. Ends when dropped.
#[derive(Debug)]
pub struct Receiver {
    address: SocketAddr,
    status: watch::Sender<u16>,
    requests: watch::Receiver<Vec<Request>>,
    server: JoinHandle<()>,
}

impl Receiver {
    /// Starts one that answers with 200.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let (status, statuses) = watch::channel(200);
        let (taken, requests) = watch::channel(Vec::new());
        let server = tokio::spawn(async move {
            while let Ok((peer, _)) = listener.accept().await {
                tokio::spawn(serve(peer, statuses.clone(), taken.clone()));
            }
        });
        Ok(Self {
            address,
            status,
            requests,
            server,
        })
    }

    /// The address that the phone is given.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/alertas", self.address)
    }

    /// Answers with this status from now on.
    pub fn answer_with(&self, status: u16) {
        self.status.send_replace(status);
    }

    /// Waits until so many requests have come, and gives them.
    pub async fn wait_for(&self, count: usize) -> Result<Vec<Request>> {
        let mut requests = self.requests.clone();
        let enough = requests.wait_for(|requests| requests.len() >= count);
        let enough = timeout(PATIENCE, enough).await;
        let enough = enough.with_context(|| format!("no {count} requests came"))??;
        Ok(enough.clone())
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// One connection, request after request.
async fn serve(
    peer: TcpStream,
    status: watch::Receiver<u16>,
    taken: watch::Sender<Vec<Request>>,
) -> Result<()> {
    let mut peer = BufReader::new(peer);
    while let Some(request) = read(&mut peer).await? {
        taken.send_modify(|requests| requests.push(request));
        let status = *status.borrow();
        let answer = format!("HTTP/1.1 {status} Answer\r\nContent-Length: 0\r\n\r\n");
        peer.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}

/// The next request; none if the peer has gone.
async fn read(peer: &mut BufReader<TcpStream>) -> Result<Option<Request>> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if peer.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let fields = lines
        .iter()
        .skip(1)
        .filter_map(|line| line.split_once(": "));
    let mut request = Request {
        line: lines.first().cloned().unwrap_or_default(),
        fields: fields
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect(),
        body: String::new(),
    };
    let length = request.field("content-length").unwrap_or("0").parse()?;
    let mut body = vec![0; length];
    peer.read_exact(&mut body).await?;
    request.body = String::from_utf8(body)?;
    Ok(Some(request))
}
