package androidx.test.runner.lifecycle;

/** Stand-in: nobody asks it. */
public interface ApplicationLifecycleMonitor {}
