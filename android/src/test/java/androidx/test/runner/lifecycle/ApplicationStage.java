package androidx.test.runner.lifecycle;

/** Stand-in: where the application stands. */
public enum ApplicationStage {
    PRE_ON_CREATE,
    CREATED
}
