package androidx.test.runner.intent;

import android.app.Instrumentation.ActivityResult;
import android.content.Intent;

/** Stand-in: there is none, see {@link IntentStubberRegistry#isLoaded}. */
public interface IntentStubber {
    ActivityResult getActivityResultForIntent(Intent intent);
}
