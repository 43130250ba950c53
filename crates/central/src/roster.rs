//! Who is a member and who was: the keys in memory, since every request looks one up, and every
//! change to them. A change is made in the store first, then here, one after the other, so that the two
//! never end up apart.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use auxilio_protocol::enrolment::MemberState;
use auxilio_protocol::sms::token::Token;
use auxilio_protocol::{KeyId, MemberId, PublicKey};
use tokio::sync::{Mutex, watch};

use crate::clock;
use crate::operators::Scope;
use crate::store::{
    BoardSeq, DeletedMember, Ended, Enrolled, EnrolmentRefused, NewMember, OperatorId, PhraseSaid,
    Signer, Store, StoreError, Waiting,
};

/// The active members' keys, and those of devices that were put out.
#[derive(Debug)]
pub(crate) struct Roster {
    keys: RwLock<HashMap<KeyId, Signer>>,
    /// One change at a time.
    changing: Mutex<()>,
    revocations: watch::Sender<()>,
}

impl Roster {
    /// Everybody whom the store knows as active or put out.
    pub(crate) async fn load(store: &Store) -> Result<Self, StoreError> {
        let put_out = store.put_out_keys().await?.into_iter().map(Signer::PutOut);
        let active = store.active_keys().await?.into_iter().map(Signer::Member);
        let keys = put_out
            .chain(active)
            .map(|signer| (signer.key().id(), signer));
        Ok(Self {
            keys: RwLock::new(keys.collect()),
            changing: Mutex::default(),
            revocations: watch::Sender::new(()),
        })
    }

    /// The key of that id, if it is an active member's.
    pub(crate) fn find(&self, id: &KeyId) -> Option<PublicKey> {
        match self.signer(id)? {
            Signer::Member(key) => Some(key),
            Signer::PutOut(_) => None,
        }
    }

    /// The key of that id, if it is or was a member's.
    pub(crate) fn signer(&self, id: &KeyId) -> Option<Signer> {
        self.keys
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .cloned()
    }

    /// The keys that a text message's token may name.
    pub(crate) fn named_by(&self, token: &Token) -> Vec<Signer> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let named = keys.iter().filter(|(id, _)| token.names(id));
        named.map(|(_, signer)| signer.clone()).collect()
    }

    /// Wakes when some membership ends. Subscribe before the look at [`Self::find`].
    pub(crate) fn watch_revocations(&self) -> watch::Receiver<()> {
        self.revocations.subscribe()
    }

    /// Enrols a device.
    pub(crate) async fn enrol(
        &self,
        store: &Store,
        new: &NewMember,
    ) -> Result<Result<Enrolled, EnrolmentRefused>, StoreError> {
        let _turn = self.changing.lock().await;
        let enrolled = store.enrol(new).await?;
        if matches!(&enrolled, Ok(enrolled) if enrolled.state == MemberState::Active) {
            self.add([new.key.clone()]);
        }
        Ok(enrolled)
    }

    /// Approves who waits.
    pub(crate) async fn approve(
        self: &Arc<Self>,
        store: &Store,
        scope: Scope,
        who: Waiting,
        by: OperatorId,
    ) -> Result<(), StoreError> {
        let (roster, store) = (self.clone(), store.clone());
        to_its_end(async move {
            let _turn = roster.changing.lock().await;
            roster.add(store.approve(&scope, who, by).await?);
            Ok(())
        })
        .await
    }

    /// Ends a membership. The board after it, if it shows something of that device.
    pub(crate) async fn revoke(
        self: &Arc<Self>,
        store: &Store,
        scope: Scope,
        id: MemberId,
        by: OperatorId,
    ) -> Result<Option<BoardSeq>, StoreError> {
        let (roster, store) = (self.clone(), store.clone());
        to_its_end(async move {
            let _turn = roster.changing.lock().await;
            let ended = store.revoke(&scope, id, by, clock::now()).await?;
            Ok(ended.and_then(|ended| roster.put_out(ended)))
        })
        .await
    }

    /// Puts out the device of whoever says these words: whether they are somebody's, and the board
    /// after it, if it shows something of that device.
    pub(crate) async fn say_phrase(
        self: &Arc<Self>,
        store: &Store,
        hash: [u8; 32],
    ) -> Result<Option<Option<BoardSeq>>, StoreError> {
        let (roster, store) = (self.clone(), store.clone());
        to_its_end(async move {
            let _turn = roster.changing.lock().await;
            Ok(match store.say_phrase(&hash, clock::now()).await? {
                PhraseSaid::Unknown => None,
                PhraseSaid::AlreadyOut => Some(None),
                PhraseSaid::PutOut(ended) => Some(roster.put_out(*ended)),
            })
        })
        .await
    }

    /// Lets a device that waits be the new phone of a member. The board after it, if it shows
    /// something of the old one; none if there are no such two.
    pub(crate) async fn take_over(
        self: &Arc<Self>,
        store: &Store,
        scope: Scope,
        waiting: MemberId,
        member: MemberId,
        by: OperatorId,
    ) -> Result<Option<Option<BoardSeq>>, StoreError> {
        let (roster, store) = (self.clone(), store.clone());
        to_its_end(async move {
            let _turn = roster.changing.lock().await;
            let done = store.take_over(&scope, waiting, member, by, clock::now());
            Ok(done.await?.map(|done| {
                roster.add([done.key]);
                done.ended.and_then(|ended| roster.put_out(ended))
            }))
        })
        .await
    }

    /// Deletes a member who wants it.
    pub(crate) async fn delete(
        self: &Arc<Self>,
        store: &Store,
        id: MemberId,
    ) -> Result<Option<DeletedMember>, StoreError> {
        let (roster, store) = (self.clone(), store.clone());
        to_its_end(async move {
            let _turn = roster.changing.lock().await;
            let deleted = store.delete_member(id, clock::now()).await?;
            if let Some(deleted) = &deleted {
                roster.remove(&deleted.key.id());
            }
            Ok(deleted)
        })
        .await
    }

    fn add(&self, active: impl IntoIterator<Item = PublicKey>) {
        self.keys
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(
                active
                    .into_iter()
                    .map(|key| (key.id(), Signer::Member(key))),
            );
    }

    fn put_out(&self, ended: Ended) -> Option<BoardSeq> {
        self.keys
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(ended.key.id(), Signer::PutOut(ended.key));
        self.revocations.send_replace(());
        ended.board
    }

    fn remove(&self, id: &KeyId) {
        self.keys
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(id);
        self.revocations.send_replace(());
    }
}

/// Carries a change out even if the request for it goes away in the middle: what is in the store
/// must come into memory too, and asking again would find nothing left to change.
async fn to_its_end<T: Send + 'static>(
    change: impl Future<Output = Result<T, StoreError>> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::spawn(change)
        .await
        .map_err(|_| StoreError::Interrupted)?
}
