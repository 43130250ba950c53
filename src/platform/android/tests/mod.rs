//! This layer in a real Java machine, with the module's own classes and Android's: what Java
//! throws, what it does not have, what comes late, from many threads, and a hundred thousand times.
//!
//! [`host`] is the phone; its Java is in `android/src/test/java/pe/gob/muniporvenir/auxilio/host/`.

mod calls;
mod entry;
mod host;
mod names;
mod ongoing;
mod positions;
mod references;
mod text_messages;
mod watched;
