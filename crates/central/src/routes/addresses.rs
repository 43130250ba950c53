//! Which addresses there are.

use std::sync::Arc;

use axum::Router;
use axum::routing::MethodRouter;

use crate::App;

/// A router that remembers its addresses: no other way leads into the central's, so that a test can
/// hold every one of them to who may use it.
pub(crate) struct Addresses {
    router: Router<Arc<App>>,
    paths: Vec<String>,
}

impl Addresses {
    pub(crate) fn new() -> Self {
        Self {
            router: Router::new(),
            paths: Vec::new(),
        }
    }

    /// Adds an address, as axum writes it.
    pub(crate) fn route(mut self, path: &str, methods: MethodRouter<Arc<App>>) -> Self {
        self.paths.push(path.to_owned());
        self.router = self.router.route(path, methods);
        self
    }

    pub(crate) fn merge(mut self, others: Self) -> Self {
        self.paths.extend(others.paths);
        self.router = self.router.merge(others.router);
        self
    }

    /// The same addresses, behind something.
    pub(crate) fn behind(self, change: impl FnOnce(Router<Arc<App>>) -> Router<Arc<App>>) -> Self {
        Self {
            router: change(self.router),
            paths: self.paths,
        }
    }

    pub(crate) fn into_router(self) -> Router<Arc<App>> {
        self.router
    }

    pub(crate) fn into_paths(self) -> Vec<String> {
        self.paths
    }
}
