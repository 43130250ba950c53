package pe.gob.muniporvenir.auxilio.phone;

import android.Manifest;
import android.app.Service;
import android.content.Context;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.content.pm.ServiceInfo;
import android.os.Build;
import android.os.IBinder;
import java.util.concurrent.Executor;

/**
 * Keeps the process at work while an alert is under way, and raises one without the app's window:
 * for the tile, the widget and the shortcut. It decides nothing: Rust says what its notification
 * says, and when it may end ({@code src/platform/android/ongoing.rs}).
 */
public final class AlertService extends Service {
    /** A press. */
    static final String RAISE = "pe.gob.muniporvenir.auxilio.RAISE";
    /** The press was a mistake: the notification's button. */
    static final String CANCEL = "pe.gob.muniporvenir.auxilio.CANCEL";
    /** An alert that the app's window raised goes on when the window is gone. */
    private static final String KEEP = "pe.gob.muniporvenir.auxilio.KEEP";

    /** Where the core is asked: a thread for each, so that no press waits for another's answer. */
    private static volatile Executor beside = work -> new Thread(work, "auxilio-service").start();

    /** The newest words of an alert that is under way; null if Rust has told of none. */
    private static volatile Words words;

    /** The service that is in the foreground; null if none is. */
    private static volatile AlertService foreground;

    /** Whether the system was asked for a service for what the window raised. */
    private static volatile boolean isComing;

    /** From now on the core is asked there. */
    static void askedBeside(Executor other) {
        beside = other;
    }

    /**
     * Raises an alert, from a gesture for which the system lets a service start. Where it does not,
     * the alert is raised all the same, for as long as the process has.
     */
    static void press(Context context) {
        if (!start(context, RAISE)) {
            Context app = context.getApplicationContext();
            beside.execute(() -> raise(app));
        }
    }

    /** The way to start it that the system wants. */
    static Intent intent(Context context, String action) {
        return new Intent(context, AlertService.class).setAction(action);
    }

    /**
     * Says how an alert goes: by Rust. {@code undo} is the one touch that takes it back, null for
     * none; while {@code stays} the process is kept at work. What {@code isSecret} is not on the
     * lock screen, and nothing stays of it.
     */
    public static void show(
            Context context,
            String title,
            String text,
            String undo,
            boolean stays,
            boolean isSecret) {
        Words newest = new Words(title, text, undo, stays, isSecret);
        words = stays ? newest : null;
        AlertService service = foreground;
        if (stays && service == null && !isComing) {
            isComing = start(context, KEEP);
        }
        newest.show(context);
        if (!stays && service != null) {
            service.end(newest);
        }
    }

    private static boolean start(Context context, String action) {
        Intent intent = intent(context, action);
        try {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.O) {
                context.startForegroundService(intent);
            } else {
                context.startService(intent);
            }
            return true;
        } catch (IllegalStateException | SecurityException refused) {
            return false;
        }
    }

    private static void raise(Context context) {
        if (Core.raise(context)) {
            return;
        }
        Words last = Words.noCore(context);
        last.show(context);
        AlertService service = foreground;
        if (service != null) {
            service.end(last);
        }
    }

    @Override
    public int onStartCommand(Intent intent, int flags, int startId) {
        // None after the process ended, with the window or by the system, which starts it anew.
        String action = intent == null || intent.getAction() == null ? KEEP : intent.getAction();
        if (action.equals(CANCEL)) {
            beside.execute(() -> {
                Core.cancel(this);
                if (foreground == null) {
                    stopSelf(startId);
                }
            });
            return START_NOT_STICKY;
        }
        boolean isKept = stand(action);
        isComing = false;
        // Here, on the main thread, it is the quickest.
        Core.isReady(this);
        beside.execute(() -> {
            if (action.equals(RAISE)) {
                raise(getApplicationContext());
            } else {
                Core.flush(this);
                // Nothing is under way, or no more.
                if (words == null) {
                    end(STOP_FOREGROUND_REMOVE);
                }
            }
            if (!isKept) {
                stopSelf();
            }
        });
        return START_STICKY;
    }

    /**
     * Goes to the foreground. False: the system refuses, and may end the process when it likes.
     */
    private boolean stand(String action) {
        Words newest = words;
        Words first = action.equals(RAISE) ? Words.pressed(this) : Words.resumed(this);
        Words shown = newest == null ? first : newest;
        for (int type : types()) {
            try {
                if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) {
                    startForeground(Words.ID, shown.notification(this), type);
                } else {
                    startForeground(Words.ID, shown.notification(this));
                }
                foreground = this;
                return true;
            } catch (IllegalStateException | IllegalArgumentException | SecurityException refused) {
                // The next one, if there is one.
            }
        }
        shown.show(this);
        return false;
    }

    /**
     * As what it may stay. Since Android 14 a service for the position needs the permission for it
     * at that moment; without it three minutes are left.
     */
    private int[] types() {
        int location = ServiceInfo.FOREGROUND_SERVICE_TYPE_LOCATION;
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            return new int[] {location};
        }
        int brief = ServiceInfo.FOREGROUND_SERVICE_TYPE_SHORT_SERVICE;
        String permission = Manifest.permission.ACCESS_COARSE_LOCATION;
        return checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED
                ? new int[] {location, brief}
                : new int[] {brief};
    }

    /** The three minutes are over. */
    @Override
    public void onTimeout(int startId) {
        end(STOP_FOREGROUND_DETACH);
    }

    private void end(Words last) {
        end(last.remain() ? STOP_FOREGROUND_DETACH : STOP_FOREGROUND_REMOVE);
    }

    /** Leaves the foreground, and with {@code STOP_FOREGROUND_DETACH} what was shown last. */
    private void end(int notification) {
        foreground = null;
        stopForeground(notification);
        stopSelf();
    }

    @Override
    public void onDestroy() {
        isComing = false;
        if (foreground == this) {
            foreground = null;
        }
        super.onDestroy();
    }

    @Override
    public IBinder onBind(Intent intent) {
        return null;
    }
}
