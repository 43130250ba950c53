package pe.gob.muniporvenir.auxilio.phone;

import android.app.Notification;
import android.app.NotificationChannel;
import android.app.NotificationManager;
import android.app.PendingIntent;
import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.net.Uri;
import android.os.Build;
import android.os.Bundle;

/**
 * What {@link AlertService} shows: neither sound nor light, for somebody may be looking. All words
 * are Rust's but those for before and without the core, which the manifest declares for the service.
 * While the app hides what it is, they say nothing and are not on the lock screen.
 */
final class Words {
    /** The one notification. */
    static final int ID = 1;

    private static final String CHANNEL = "estado";
    private static final int OPEN = 1;
    private static final int UNDO = 2;
    private static final int CALL = 3;
    private static final int FIXED =
            PendingIntent.FLAG_IMMUTABLE | PendingIntent.FLAG_UPDATE_CURRENT;

    private final String title;
    private final String text;
    private final String undo;
    private final boolean stays;
    /** Nobody but the person should see them. */
    private final boolean isSecret;
    /** What a touch opens; null for the app. */
    private final Intent opens;

    Words(String title, String text, String undo, boolean stays, boolean isSecret) {
        this(title, text, undo, stays, isSecret, null);
    }

    private Words(
            String title, String text, String undo, boolean stays, boolean isSecret, Intent opens) {
        this.title = title;
        this.text = text;
        this.undo = undo;
        this.stays = stays;
        this.isSecret = isSecret;
        this.opens = opens;
    }

    /** Until the core says something. */
    static Words pressed(Context context) {
        Bundle declared = declared(context);
        return Faces.isHidden(context)
                ? quiet(declared)
                : new Words(
                        declared.getString("pressed"),
                        declared.getString("pressed_text"),
                        declared.getString("undo"),
                        true,
                        false);
    }

    /** The same after the process ended: it is not known yet whether something still waits. */
    static Words resumed(Context context) {
        Bundle declared = declared(context);
        return Faces.isHidden(context)
                ? quiet(declared)
                : new Words(
                        declared.getString("resumed"),
                        declared.getString("resumed_text"),
                        null,
                        true,
                        false);
    }

    private static Words quiet(Bundle declared) {
        return new Words(
                declared.getString("quiet"), declared.getString("quiet_text"), null, true, true);
    }

    /**
     * There is no core, and so no alert: a touch opens the phone's keys with the number. Where the
     * app hides what it is, nothing can be said: they are taken away by {@link #show}.
     */
    static Words noCore(Context context) {
        Bundle declared = declared(context);
        Uri number = Uri.parse(declared.getString("emergency", ""));
        return new Words(
                declared.getString("no_core"),
                declared.getString("no_core_text"),
                null,
                false,
                Faces.isHidden(context),
                new Intent(Intent.ACTION_DIAL, number));
    }

    /** What the manifest has for the service; nothing where the system cannot be asked. */
    private static Bundle declared(Context context) {
        try {
            Bundle declared = context.getPackageManager()
                    .getServiceInfo(
                            new ComponentName(context, AlertService.class),
                            PackageManager.GET_META_DATA)
                    .metaData;
            return declared == null ? Bundle.EMPTY : declared;
        } catch (PackageManager.NameNotFoundException error) {
            return Bundle.EMPTY;
        }
    }

    /**
     * Shows them in the place of those before. Where notifications are refused nobody sees them. Of
     * what is secret no last word stays.
     */
    void show(Context context) {
        NotificationManager manager = context.getSystemService(NotificationManager.class);
        if (manager == null) {
            return;
        }
        if (remain()) {
            manager.notify(ID, notification(context));
        } else {
            manager.cancel(ID);
        }
    }

    /** Whether they stay when the service that shows them ends. */
    boolean remain() {
        return stays || !isSecret;
    }

    Notification notification(Context context) {
        Notification.Builder builder = builder(context)
                .setSmallIcon(declared(context).getInt("icon", android.R.drawable.stat_notify_more))
                .setContentTitle(title)
                .setContentText(text)
                .setStyle(new Notification.BigTextStyle().bigText(text))
                .setContentIntent(opened(context))
                .setOngoing(stays)
                .setOnlyAlertOnce(true)
                .setAutoCancel(!stays)
                .setCategory(Notification.CATEGORY_STATUS)
                // They say nothing that the lock screen may not, and undoing must work there.
                .setVisibility(isSecret
                        ? Notification.VISIBILITY_SECRET
                        : Notification.VISIBILITY_PUBLIC);
        if (undo != null) {
            builder.addAction(new Notification.Action.Builder(null, undo, undone(context)).build());
        }
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
            builder.setForegroundServiceBehavior(Notification.FOREGROUND_SERVICE_IMMEDIATE);
        }
        return builder.build();
    }

    private static PendingIntent undone(Context context) {
        Intent cancel = AlertService.intent(context, AlertService.CANCEL);
        return PendingIntent.getService(context, UNDO, cancel, FIXED);
    }

    private PendingIntent opened(Context context) {
        if (opens != null) {
            return PendingIntent.getActivity(context, CALL, opens, FIXED);
        }
        Intent app = context.getPackageManager().getLaunchIntentForPackage(context.getPackageName());
        return app == null ? null : PendingIntent.getActivity(context, OPEN, app, FIXED);
    }

    @SuppressWarnings("deprecation") // Channels are of Android 8.
    private static Notification.Builder builder(Context context) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.O) {
            return new Notification.Builder(context).setPriority(Notification.PRIORITY_LOW);
        }
        NotificationManager manager = context.getSystemService(NotificationManager.class);
        if (manager != null) {
            manager.createNotificationChannel(new NotificationChannel(
                    CHANNEL,
                    declared(context).getString("channel", CHANNEL),
                    NotificationManager.IMPORTANCE_LOW));
        }
        return new Notification.Builder(context, CHANNEL);
    }
}
