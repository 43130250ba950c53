package androidx.test.runner.intent;

/** Stand-in: nobody asks it. */
public interface IntentMonitor {}
