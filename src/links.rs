//! Links that the system hands to the app: on the command line, from a browser, from another app.

use tokio::sync::watch;

/// Longest link that is kept, in bytes: the longest token with room for any host and path.
pub const LINK_BYTES_MAX: usize = 2_048;

/// The link that nobody has looked at yet; the newest counts. Cheap to clone: all clones are the
/// same.
#[derive(Debug, Clone, Default)]
pub struct Links(watch::Sender<Option<String>>);

impl Links {
    /// Hands a link over. What is longer than [`LINK_BYTES_MAX`] is no invitation's, and is left.
    pub fn hand_over(&self, link: String) {
        if link.len() > LINK_BYTES_MAX {
            return tracing::warn!("a link that is too long was left");
        }
        self.0.send_replace(Some(link));
    }

    /// The next link, once there is one. Each is given once.
    pub(crate) async fn next(&self) -> String {
        let mut links = self.0.subscribe();
        loop {
            let mut taken = None;
            self.0.send_if_modified(|waiting| {
                taken = waiting.take();
                false
            });
            if let Some(link) = taken {
                return link;
            }
            // The sender is held here: it does not go away.
            let _ = links.changed().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn each_link_is_given_once_the_newest_first_and_none_too_long() {
        let links = Links::default();
        assert_eq!(links.next().now_or_never(), None);
        links.hand_over("auxilio://unirse?c=a.example&t=1".to_owned());
        links.hand_over("auxilio://unirse?c=a.example&t=2".to_owned());
        let given = links.clone().next().now_or_never();
        assert_eq!(given.as_deref(), Some("auxilio://unirse?c=a.example&t=2"));
        assert_eq!(links.next().now_or_never(), None);
        links.hand_over("a".repeat(LINK_BYTES_MAX + 1));
        assert_eq!(links.next().now_or_never(), None);
    }
}
