package pe.gob.muniporvenir.auxilio.phone;

import android.Manifest;
import android.app.PendingIntent;
import android.content.Context;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.net.Uri;
import android.os.Build;
import android.telephony.SmsManager;

/**
 * Text messages, for Rust ({@code src/platform/android/text_messages.rs}). Only the sideloaded
 * flavour's manifest asks for the permission: what was given tells the flavours apart.
 */
public final class TextMessages {
    static final int NONE = 0;
    static final int PREFILLS = 1;
    static final int SENDS = 2;

    private TextMessages() {}

    /** What the phone lets this app do now. */
    public static int capability(Context context) {
        PackageManager packages = context.getPackageManager();
        if (packages == null || !packages.hasSystemFeature(PackageManager.FEATURE_TELEPHONY)) {
            return NONE;
        }
        return isAllowed(context) ? SENDS : PREFILLS;
    }

    private static boolean isAllowed(Context context) {
        return context.checkSelfPermission(Manifest.permission.SEND_SMS)
                == PackageManager.PERMISSION_GRANTED;
    }

    /**
     * Sends one message. What becomes of it goes to {@link TextReceiver}, which the system starts
     * for it if need be. False: the phone does not let this app send.
     */
    public static boolean send(Context context, String alertId, String to, String text) {
        SmsManager manager = manager(context);
        if (manager == null || !isAllowed(context)) {
            return false;
        }
        try {
            manager.sendTextMessage(
                    to,
                    null,
                    text,
                    report(context, TextReceiver.SENT, alertId, PendingIntent.FLAG_IMMUTABLE),
                    report(context, TextReceiver.REPORTED, alertId, filledIn()));
            return true;
        } catch (SecurityException taken) {
            // The permission may go between two lines.
            return false;
        }
    }

    private static SmsManager manager(Context context) {
        return Build.VERSION.SDK_INT >= Build.VERSION_CODES.S
                ? context.getSystemService(SmsManager.class)
                : ofOldPhone();
    }

    @SuppressWarnings("deprecation")
    private static SmsManager ofOldPhone() {
        return SmsManager.getDefault();
    }

    /** The network's report comes in the intent, and says whether the message arrived or not. */
    private static int filledIn() {
        return Build.VERSION.SDK_INT >= Build.VERSION_CODES.S ? PendingIntent.FLAG_MUTABLE : 0;
    }

    private static PendingIntent report(Context context, String of, String alertId, int flags) {
        Intent intent = new Intent(context, TextReceiver.class)
                .setAction(of)
                .setData(Uri.fromParts(TextReceiver.SCHEME, alertId, null));
        return PendingIntent.getBroadcast(
                context, 0, intent, flags | PendingIntent.FLAG_UPDATE_CURRENT);
    }
}
