package pe.gob.muniporvenir.auxilio.phone;

import android.content.Context;
import android.os.Handler;
import android.os.Looper;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The core, for whatever the system starts without the app's window
 * ({@code src/platform/android/entry.rs}). Nothing here throws: without the core's library the
 * answer is no. All but {@link #isReady} may take seconds, and is not for the main thread.
 */
final class Core {
    /** What became of a text message. */
    static final int SENT = 0;
    static final int DELIVERED = 1;
    static final int NO_SERVICE = 2;
    static final int RADIO_OFF = 3;
    static final int NOT_ALLOWED = 4;
    static final int OTHER = 5;

    /** Who answers. */
    interface Answers {
        boolean isReady(Context context);

        boolean raise();

        boolean cancel();

        boolean flush();

        void networkCame();

        void textReported(String alertId, int outcome);
    }

    private static volatile Answers answers = new Library();

    private Core() {}

    /** From now on these answer. */
    static void answeredBy(Answers others) {
        answers = others;
    }

    /**
     * Whether the core can be asked. From the main thread it is the sooner answered: what begins
     * the core's way into Java runs there.
     */
    static boolean isReady(Context context) {
        return answers.isReady(context);
    }

    /**
     * A press. True: there is an alert, on the disk or, where that does not take it, being sent
     * from memory; {@link AlertService#show} is told which.
     */
    static boolean raise(Context context) {
        return isReady(context) && answers.raise();
    }

    /** Takes the alert that runs back, as pressed by mistake. False: none runs. */
    static boolean cancel(Context context) {
        return isReady(context) && answers.cancel();
    }

    /**
     * Has everything that waits sent, and waits until the central has it, 20 seconds at most. True:
     * something still waits.
     */
    static boolean flush(Context context) {
        return isReady(context) && answers.flush();
    }

    /** There is a network again: what waits is tried at once. */
    static void networkCame(Context context) {
        if (isReady(context)) {
            answers.networkCame();
        }
    }

    /** What became of the text message for this alert. */
    static void textReported(Context context, String alertId, int outcome) {
        if (isReady(context)) {
            answers.textReported(alertId, outcome);
        }
    }

    /** The app's own library, which {@code dx} names. */
    static final class Library implements Answers {
        private static final String NAME = "dioxusmain";

        private volatile boolean hasBegun;

        @Override
        public boolean isReady(Context context) {
            if (!hasBegun) {
                hasBegun = begins(context.getApplicationContext());
            }
            return hasBegun;
        }

        /** On the main thread, where the window's library begins too: never both at once. */
        private static boolean begins(Context context) {
            FutureTask<Boolean> begins = new FutureTask<>(() -> {
                System.loadLibrary(NAME);
                return Core.begin(context);
            });
            if (Looper.getMainLooper().isCurrentThread()) {
                begins.run();
            } else {
                new Handler(Looper.getMainLooper()).post(begins);
            }
            try {
                return begins.get();
            } catch (ExecutionException error) {
                // No library for this processor, or one that does not know this class.
                return false;
            } catch (InterruptedException error) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public boolean raise() {
            return Core.raiseNow();
        }

        @Override
        public boolean cancel() {
            return Core.cancelNow();
        }

        @Override
        public boolean flush() {
            return Core.flushNow();
        }

        @Override
        public void networkCame() {
            Core.networkCameNow();
        }

        @Override
        public void textReported(String alertId, int outcome) {
            Core.textReportedNow(alertId, outcome);
        }
    }

    private static native boolean begin(Context context);

    private static native boolean raiseNow();

    private static native boolean cancelNow();

    private static native boolean flushNow();

    private static native void networkCameNow();

    private static native void textReportedNow(String alertId, int outcome);
}
