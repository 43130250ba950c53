//! Connections: how many, how long, and how they end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;

use crate::routes::request::Peer;

/// Connections at once. Beyond it new ones wait in the system's queue.
const CONNECTIONS_MAX: usize = 4096;
/// Time for a request's head; also how long a connection may rest between two requests, which
/// apps use to keep one warm.
const HEAD_TIMEOUT: Duration = Duration::from_secs(90);
/// Most header fields of a request.
const HEADERS_MAX: usize = 64;
/// Largest head of an HTTP/1 request, in bytes.
const HEAD_BYTES_MAX: usize = 16 * 1024;
/// Largest list of header fields of an HTTP/2 request, in bytes.
const HEADER_LIST_BYTES_MAX: u32 = 16 * 1024;
/// Requests at once on one HTTP/2 connection.
const STREAMS_PER_CONNECTION_MAX: u32 = 32;
/// A silent HTTP/2 connection is asked this often whether it is still there.
const PING_EVERY: Duration = Duration::from_mins(1);
/// Time for requests under way to end when the central stops.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(10);
/// Pause after the system could not give a connection, as when files run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` resolves, then lets what is under way end.
pub(crate) async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let builder = builder();
    let graceful = GracefulShutdown::new();
    let slots = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut connections = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, peer, slot) = tokio::select! {
            () = &mut stop => break,
            Some(_) = connections.join_next() => continue,
            accepted = accept(&listener, &slots) => match accepted {
                Some(accepted) => accepted,
                None => continue,
            },
        };
        let watcher = graceful.watcher();
        let builder = builder.clone();
        let inner = TowerToHyperService::new(router.clone());
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(Peer(peer.ip()));
            inner.call(request)
        });
        connections.spawn(async move {
            let connection = builder.serve_connection(TokioIo::new(stream), service);
            // A broken connection concerns nobody but the other end.
            let _ = watcher.watch(connection).await;
            drop(slot);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_TIMEOUT, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!(connections = connections.len(), "connections cut off");
    }
    connections.shutdown().await;
}

fn builder() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_headers(HEADERS_MAX)
        .max_buf_size(HEAD_BYTES_MAX)
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(PING_EVERY)
        .max_header_list_size(HEADER_LIST_BYTES_MAX)
        .max_concurrent_streams(STREAMS_PER_CONNECTION_MAX);
    builder
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let slot = slots.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            // A receipt is one small packet that somebody waits for.
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "cannot set TCP_NODELAY");
            }
            Some((stream, peer, slot))
        }
        Err(error) => {
            tracing::warn!(%error, "cannot accept a connection");
            tokio::time::sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}
