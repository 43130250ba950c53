package androidx.test.runner.lifecycle;

/** Stand-in: nobody asks for what it is told. */
public final class ApplicationLifecycleMonitorRegistry {
    private ApplicationLifecycleMonitorRegistry() {}

    public static void registerInstance(ApplicationLifecycleMonitor told) {}
}
