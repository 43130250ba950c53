package pe.gob.muniporvenir.auxilio.host;

/** Java that calls into the test. */
public final class Callback {
    private Callback() {}

    public static native void call(boolean panics);
}
