/**
 * A phone without Android under it, for the tests that start a Java machine from Rust
 * ({@code src/platform/android/tests}). Android's own classes are the real ones, as far as they run
 * without a system; here is what takes the system's place.
 */
package pe.gob.muniporvenir.auxilio.host;
