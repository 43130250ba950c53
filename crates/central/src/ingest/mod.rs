//! From request to disk: group commit.
//!
//! Requests put what they carry into a bounded queue and wait. One task takes whatever is waiting,
//! has the signatures of the whole batch checked on a thread of its own, and hands it to a second
//! task that writes it in one transaction: while one batch is being synced to the disk, the next
//! is being checked. Only then are the requests answered, so no answer is ahead of the disk.

mod verify;

use std::time::Duration;

use auxilio_protocol::signature::ClaimedSignature;
use auxilio_protocol::{AlertId, PublicKey};
use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::clock;
use crate::feed::Feed;
use crate::store::{Arrival, Filed, Message, Sender, Store};

/// Alerts of enrolled devices that may wait.
const VERIFIED_QUEUE_MAX: usize = 4096;
/// Alerts of everybody else that may wait: their flood fills this queue and not the other.
const UNVERIFIED_QUEUE_MAX: usize = 1024;
/// The part of a batch that is kept for the unverified while the verified would fill it.
const UNVERIFIED_SHARE: usize = 4;

/// An alert as a request brought it.
#[derive(Debug)]
pub struct Offer {
    /// The alert's id.
    pub id: AlertId,
    /// Whether it is a drill.
    pub exercise: bool,
    /// Byte for byte what arrived.
    pub body: Bytes,
    /// The signature, where there is one that can be read.
    pub signature: Option<ClaimedSignature>,
    /// The key that it names, if that is enrolled.
    pub key: Option<PublicKey>,
    /// The text message that it came by, if it did not come by a request of its own.
    pub text: Option<Texted>,
}

/// How a text message brought an alert.
#[derive(Debug)]
pub struct Texted {
    /// Who wrote it, by the proof in it: there is no signature to check.
    pub sender: Sender,
    /// The message.
    pub message: Message,
}

/// The queue is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full;

/// What became of an offer.
#[derive(Debug)]
pub struct Outcome {
    /// What the store did with it.
    pub filed: Filed,
    /// Its signature holds.
    pub proven: bool,
}

type Reply = oneshot::Sender<Outcome>;

/// The way into the store.
#[derive(Debug)]
pub struct Intake {
    verified: mpsc::Sender<(Offer, Reply)>,
    unverified: mpsc::Sender<(Offer, Reply)>,
}

/// The tasks behind an [`Intake`]; they end when it is gone and everything in it is answered.
#[derive(Debug)]
pub struct Pipeline {
    gathering: JoinHandle<()>,
    committing: JoinHandle<()>,
}

impl Pipeline {
    /// Returns when everything is answered.
    pub async fn ended(self) {
        for task in [self.gathering, self.committing] {
            if let Err(error) = task.await {
                tracing::error!(%error, "the pipeline stopped early");
            }
        }
    }
}

impl Intake {
    /// Starts the pipeline, with so many alerts in one transaction at most. Whoever is not
    /// answered by an operator within `unclaimed_after` is told so.
    #[must_use]
    pub fn start(
        store: Store,
        feed: std::sync::Arc<Feed>,
        batch_max: usize,
        unclaimed_after: Duration,
    ) -> (Self, Pipeline) {
        let (verified, verified_queue) = mpsc::channel(VERIFIED_QUEUE_MAX);
        let (unverified, unverified_queue) = mpsc::channel(UNVERIFIED_QUEUE_MAX);
        let (checked, to_commit) = mpsc::channel(1);
        let queues = Queues {
            verified: verified_queue,
            unverified: unverified_queue,
            batch_max,
        };
        let pipeline = Pipeline {
            gathering: tokio::spawn(gather(queues, checked)),
            committing: tokio::spawn(commit(store, feed, unclaimed_after, to_commit)),
        };
        (
            Self {
                verified,
                unverified,
            },
            pipeline,
        )
    }

    /// Offers an alert. What comes back resolves once it is on the disk or refused; it fails if
    /// it could not be made durable.
    pub fn offer(&self, offer: Offer) -> Result<oneshot::Receiver<Outcome>, Full> {
        let queue = if offer.key.is_some() {
            &self.verified
        } else {
            &self.unverified
        };
        let (reply, outcome) = oneshot::channel();
        queue.try_send((offer, reply)).map_err(|_| Full)?;
        Ok(outcome)
    }
}

struct Queues {
    verified: mpsc::Receiver<(Offer, Reply)>,
    unverified: mpsc::Receiver<(Offer, Reply)>,
    batch_max: usize,
}

impl Queues {
    /// Whatever is waiting, up to the maximum; waits for the first. `None` once nobody can offer.
    async fn next_batch(&mut self) -> Option<(Vec<Offer>, Vec<Reply>)> {
        let mut batch = (Vec::new(), Vec::new());
        tokio::select! {
            biased;
            Some(first) = self.verified.recv() => push(&mut batch, first),
            Some(first) = self.unverified.recv() => push(&mut batch, first),
            else => return None,
        }
        let kept = self.unverified.len().min(self.batch_max / UNVERIFIED_SHARE);
        fill(&mut batch, &mut self.verified, self.batch_max - kept);
        let verified_wait = !self.verified.is_empty();
        let until = if verified_wait {
            batch.0.len() + kept
        } else {
            self.batch_max
        };
        fill(&mut batch, &mut self.unverified, until.min(self.batch_max));
        Some(batch)
    }
}

fn push(batch: &mut (Vec<Offer>, Vec<Reply>), (offer, reply): (Offer, Reply)) {
    batch.0.push(offer);
    batch.1.push(reply);
}

fn fill(
    batch: &mut (Vec<Offer>, Vec<Reply>),
    queue: &mut mpsc::Receiver<(Offer, Reply)>,
    until: usize,
) {
    while batch.0.len() < until
        && let Ok(next) = queue.try_recv()
    {
        push(batch, next);
    }
}

async fn gather(mut queues: Queues, checked: mpsc::Sender<(Vec<Arrival>, Vec<Reply>)>) {
    // Gathering waits for its turn to hand over, so that meanwhile the next batch grows.
    while let Ok(turn) = checked.reserve().await
        && let Some((offers, replies)) = queues.next_batch().await
    {
        // A panic there loses the batch unanswered, which the requests take for "not durable".
        match verify::on_own_thread(offers).await {
            Ok(arrivals) => turn.send((arrivals, replies)),
            Err(error) => tracing::error!(%error, "a batch could not be checked"),
        }
    }
}

async fn commit(
    store: Store,
    feed: std::sync::Arc<Feed>,
    unclaimed_after: Duration,
    mut checked: mpsc::Receiver<(Vec<Arrival>, Vec<Reply>)>,
) {
    while let Some((arrivals, replies)) = checked.recv().await {
        match store
            .file_alerts(&arrivals, clock::now(), unclaimed_after)
            .await
        {
            Ok((filed, board)) => {
                for ((filed, arrival), reply) in filed.into_iter().zip(&arrivals).zip(replies) {
                    let proven = arrival.sender.is_proven();
                    // A request that went away asks again.
                    let _ = reply.send(Outcome { filed, proven });
                }
                feed.board_changed(board);
            }
            // The dropped replies tell the requests that nothing is durable.
            Err(error) => {
                tracing::error!(?error, alerts = arrivals.len(), "not durable");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use auxilio_protocol::SigningKey;

    use super::*;

    fn offer(key: Option<PublicKey>) -> Offer {
        Offer {
            id: AlertId::new(1, [0; 10]),
            exercise: false,
            body: Bytes::new(),
            signature: None,
            key,
            text: None,
        }
    }

    fn queues(batch_max: usize) -> (Intake, Queues) {
        let (verified, verified_queue) = mpsc::channel(100);
        let (unverified, unverified_queue) = mpsc::channel(10);
        let queues = Queues {
            verified: verified_queue,
            unverified: unverified_queue,
            batch_max,
        };
        (
            Intake {
                verified,
                unverified,
            },
            queues,
        )
    }

    #[tokio::test]
    async fn a_flood_of_unverified_alerts_fills_its_own_queue_and_a_part_of_each_batch() {
        let key = SigningKey::from_seed(&[1; 32]).public();
        let (intake, mut queues) = queues(8);
        let flood = (0..20)
            .filter(|_| intake.offer(offer(None)).is_ok())
            .count();
        assert_eq!(flood, 10);
        for _ in 0..20 {
            intake.offer(offer(Some(key.clone()))).unwrap();
        }
        let verified = async |queues: &mut Queues| {
            let (offers, _) = queues.next_batch().await.unwrap();
            (
                offers.iter().filter(|offer| offer.key.is_some()).count(),
                offers.len(),
            )
        };
        assert_eq!(verified(&mut queues).await, (6, 8));
        assert_eq!(verified(&mut queues).await, (6, 8));
        assert_eq!(verified(&mut queues).await, (6, 8));
        assert_eq!(verified(&mut queues).await, (2, 6));
    }

    #[tokio::test]
    async fn a_batch_of_one_holds_one() {
        let (intake, mut queues) = queues(1);
        for _ in 0..3 {
            intake.offer(offer(None)).unwrap();
        }
        drop(intake);
        for _ in 0..3 {
            assert_eq!(queues.next_batch().await.unwrap().0.len(), 1);
        }
        assert!(queues.next_batch().await.is_none());
    }
}
