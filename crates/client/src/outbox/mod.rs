//! What is on disk: every value sealed ([`seal`]), in a versioned form of its own ([`stored`]), in
//! one transactional file ([`store`]).

pub mod seal;
pub mod store;
pub mod stored;
