//! Who sent what: the signatures of a batch.

use auxilio_protocol::key::{Claimed, all_hold};
use tokio::task::JoinError;

use super::Offer;
use crate::store::{Arrival, Sender};

/// Checks the signatures of a batch on a thread that may block.
pub(super) async fn on_own_thread(offers: Vec<Offer>) -> Result<Vec<Arrival>, JoinError> {
    if offers.iter().all(|offer| offer.key.is_none()) {
        return Ok(arrivals(offers, false));
    }
    tokio::task::spawn_blocking(|| {
        let all_hold = all_signatures_hold(&offers);
        arrivals(offers, all_hold)
    })
    .await
}

fn all_signatures_hold(offers: &[Offer]) -> bool {
    let claimed: Vec<Claimed<'_>> = offers
        .iter()
        .filter_map(|offer| {
            let (key, claim) = offer.key.as_ref().zip(offer.signature.as_ref())?;
            Some((claim.base.as_slice(), &claim.signature, key))
        })
        .collect();
    all_hold(&claimed)
}

fn arrivals(offers: Vec<Offer>, all_hold: bool) -> Vec<Arrival> {
    offers
        .into_iter()
        .map(|offer| arrival(offer, all_hold))
        .collect()
}

fn arrival(offer: Offer, all_hold: bool) -> Arrival {
    let holds = offer
        .key
        .zip(offer.signature.as_ref())
        .is_some_and(|(key, claim)| all_hold || claim.verify(&key).is_ok());
    let (texted, message) = match offer.text {
        Some(text) => (Some(text.sender), Some(text.message)),
        None => (None, None),
    };
    Arrival {
        id: offer.id,
        exercise: offer.exercise,
        body: offer.body,
        signed_at_s: offer.signature.as_ref().map(|claim| claim.created_s),
        sender: match (texted, offer.signature) {
            (Some(sender), _) => sender,
            (None, Some(claim)) if holds => Sender::Proven(claim.key_id),
            (None, Some(claim)) => Sender::Claimed(claim.key_id),
            (None, None) => Sender::Anonymous,
        },
        text: message,
    }
}

#[cfg(test)]
mod tests {
    use auxilio_protocol::{AlertId, SigningKey, signature};
    use bytes::Bytes;

    use super::*;

    fn offer(key: &SigningKey, enrolled: &SigningKey) -> Offer {
        let body = Bytes::from_static(b"{}");
        let fields = signature::sign(key, "POST", "/v1/alerts", Some(&body), 1);
        let claim = signature::read(&signature::SignedRequest {
            method: "POST",
            path: "/v1/alerts",
            content_digest: fields.content_digest.as_deref(),
            signature_input: Some(&fields.signature_input),
            signature: Some(&fields.signature),
            body: Some(&body),
        });
        Offer {
            id: AlertId::new(1, [0; 10]),
            exercise: false,
            body,
            signature: claim.ok(),
            key: Some(enrolled.public()),
            text: None,
        }
    }

    #[tokio::test]
    async fn one_signature_that_fails_does_not_pull_the_others_down() {
        let (ana, eva) = (
            SigningKey::from_seed(&[1; 32]),
            SigningKey::from_seed(&[2; 32]),
        );
        let batch = vec![offer(&ana, &ana), offer(&eva, &ana), offer(&eva, &eva)];
        let senders: Vec<bool> = on_own_thread(batch)
            .await
            .unwrap()
            .iter()
            .map(|arrival| arrival.sender.is_proven())
            .collect();
        assert_eq!(senders, [true, false, true]);
    }
}
