package androidx.test.runner.lifecycle;

/** Stand-in: keeps the monitor of the running test. */
public final class ActivityLifecycleMonitorRegistry {
    private static ActivityLifecycleMonitor monitor;

    private ActivityLifecycleMonitorRegistry() {}

    public static void registerInstance(ActivityLifecycleMonitor told) {
        monitor = told;
    }

    public static ActivityLifecycleMonitor getInstance() {
        return monitor;
    }
}
