package androidx.test.runner.intent;

/** Stand-in: nobody asks for what it is told. */
public final class IntentMonitorRegistry {
    private IntentMonitorRegistry() {}

    public static void registerInstance(IntentMonitor told) {}
}
