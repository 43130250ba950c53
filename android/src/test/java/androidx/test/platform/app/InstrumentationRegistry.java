package androidx.test.platform.app;

import android.app.Instrumentation;
import android.os.Bundle;

/** Stand-in: Robolectric tells it the instrumentation of each test. */
public final class InstrumentationRegistry {
    private static Instrumentation instrumentation;

    private InstrumentationRegistry() {}

    public static void registerInstance(Instrumentation told, Bundle arguments) {
        instrumentation = told;
    }

    public static Instrumentation getInstrumentation() {
        return instrumentation;
    }
}
