//! Who is a member: the active keys in memory, since every request looks one up, and every change
//! to them. A change is made in the store first, then here, one after the other, so that the two
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
    DeletedMember, Enrolled, EnrolmentRefused, NewMember, OperatorId, Store, StoreError, Waiting,
};

/// The active members' keys.
#[derive(Debug)]
pub(crate) struct Roster {
    keys: RwLock<HashMap<KeyId, PublicKey>>,
    /// One change at a time.
    changing: Mutex<()>,
    revocations: watch::Sender<()>,
}

impl Roster {
    /// Everybody whom the store knows as active.
    pub(crate) async fn load(store: &Store) -> Result<Self, StoreError> {
        let keys = store.active_keys().await?;
        let keys = keys.into_iter().map(|key| (key.id(), key));
        Ok(Self {
            keys: RwLock::new(keys.collect()),
            changing: Mutex::default(),
            revocations: watch::Sender::new(()),
        })
    }

    /// The key of that id, if it is an active member's.
    pub(crate) fn find(&self, id: &KeyId) -> Option<PublicKey> {
        self.keys
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .cloned()
    }

    /// The active members' keys that a text message's token may name.
    pub(crate) fn named_by(&self, token: &Token) -> Vec<PublicKey> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let named = keys.iter().filter(|(id, _)| token.names(id));
        named.map(|(_, key)| key.clone()).collect()
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

    /// Ends a membership.
    pub(crate) async fn revoke(
        self: &Arc<Self>,
        store: &Store,
        scope: Scope,
        id: MemberId,
        by: OperatorId,
    ) -> Result<(), StoreError> {
        let (roster, store) = (self.clone(), store.clone());
        to_its_end(async move {
            let _turn = roster.changing.lock().await;
            if let Some(key) = store.revoke(&scope, id, by, clock::now()).await? {
                roster.remove(&key.id());
            }
            Ok(())
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
            .extend(active.into_iter().map(|key| (key.id(), key)));
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
