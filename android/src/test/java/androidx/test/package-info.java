/**
 * Stand-ins for the part of {@code androidx.test:monitor} that Robolectric calls: only Google's own
 * repository has the real one, and the tests are to run from Maven Central alone. They know where
 * an activity stands and nothing else; tests here drive activities, services and receivers through
 * Robolectric's own controllers.
 */
package androidx.test;
