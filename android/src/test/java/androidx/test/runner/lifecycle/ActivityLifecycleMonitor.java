package androidx.test.runner.lifecycle;

import android.app.Activity;

/** Stand-in: tells where an activity stands. */
public interface ActivityLifecycleMonitor {
    Stage getLifecycleStageOf(Activity activity);
}
