package androidx.test.runner.intent;

/** Stand-in: no test answers in an activity's place. */
public final class IntentStubberRegistry {
    private IntentStubberRegistry() {}

    public static boolean isLoaded() {
        return false;
    }

    public static IntentStubber getInstance() {
        throw new IllegalStateException("there is none");
    }
}
