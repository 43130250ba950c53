package pe.gob.muniporvenir.auxilio.phone;

import android.Manifest;
import android.app.Activity;
import android.app.NotificationManager;
import android.content.ActivityNotFoundException;
import android.content.Context;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.net.ConnectivityManager;
import android.net.NetworkCapabilities;
import android.net.Uri;
import android.os.BatteryManager;
import android.os.Build;
import android.os.PowerManager;
import android.provider.Settings;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the phone says of itself, and its settings: for Rust
 * ({@code src/platform/android/device.rs}). What it does not tell is no reason for a warning.
 */
public final class Device {
    /** How the phone reaches the network, as {@link #link} tells it. */
    static final int UNTOLD = 0;
    static final int CELL = 1;
    static final int WIFI = 2;
    static final int WIRED = 3;

    /** What {@link #open} opens. */
    static final int LOCATION_PERMISSION = 0;
    static final int LOCATION = 1;
    static final int BATTERY = 2;
    static final int CLOCK = 3;
    static final int NOTIFICATIONS = 4;
    static final int TEXT_MESSAGES = 5;
    static final int SLEEP = 6;
    static final int AUTOSTART = 7;

    private static final int REQUEST_CODE = 2;
    private static final String SEND_SMS = Manifest.permission.SEND_SMS;

    /** In this run: after it, only the settings are sure to help. */
    private static final AtomicBoolean wasAskedForTexts = new AtomicBoolean();
    private static final AtomicBoolean wasAskedForNotifications = new AtomicBoolean();

    private final Context context;

    public Device(Context context) {
        this.context = context;
    }

    /** Charge in percent, or less than nothing if it is not known. */
    public int batteryPercent() {
        BatteryManager manager = context.getSystemService(BatteryManager.class);
        return manager == null
                ? -1
                : manager.getIntProperty(BatteryManager.BATTERY_PROPERTY_CAPACITY);
    }

    public boolean isDraining() {
        BatteryManager manager = context.getSystemService(BatteryManager.class);
        return manager != null && !manager.isCharging();
    }

    public boolean isSparing() {
        PowerManager manager = context.getSystemService(PowerManager.class);
        return manager != null && manager.isPowerSaveMode();
    }

    public int link() {
        ConnectivityManager manager = context.getSystemService(ConnectivityManager.class);
        NetworkCapabilities network = manager == null
                ? null
                : manager.getNetworkCapabilities(manager.getActiveNetwork());
        if (network == null || network.hasTransport(NetworkCapabilities.TRANSPORT_VPN)) {
            return UNTOLD;
        }
        if (network.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR)) {
            return CELL;
        }
        if (network.hasTransport(NetworkCapabilities.TRANSPORT_WIFI)) {
            return WIFI;
        }
        return network.hasTransport(NetworkCapabilities.TRANSPORT_ETHERNET) ? WIRED : UNTOLD;
    }

    /** Whether a notification of the app's is seen. */
    public boolean showsNotifications() {
        NotificationManager manager = context.getSystemService(NotificationManager.class);
        return manager == null || manager.areNotificationsEnabled();
    }

    /** Whether the system puts the app to sleep when it rests: what waits then leaves later. */
    public boolean maySleep() {
        PowerManager manager = context.getSystemService(PowerManager.class);
        return manager != null && !manager.isIgnoringBatteryOptimizations(context.getPackageName());
    }

    /** Whether the maker ends apps in ways of its own, of which the system cannot tell. */
    public boolean mayBeEnded() {
        return Autostart.isOfMaker();
    }

    /** Whether this flavour could send text messages, and the person has not allowed it. */
    public boolean lacksTextMessages() {
        return TextMessages.capability(context) == TextMessages.PREFILLS && declares(SEND_SMS);
    }

    private boolean declares(String permission) {
        try {
            PackageManager packages = context.getPackageManager();
            int of = PackageManager.GET_PERMISSIONS;
            String[] declared = packages.getPackageInfo(context.getPackageName(), of)
                    .requestedPermissions;
            return declared != null && Arrays.asList(declared).contains(permission);
        } catch (PackageManager.NameNotFoundException notInstalled) {
            return false;
        }
    }

    /** Opens a page of the settings; the system's own question where that is enough. */
    public void open(int setting) {
        if (!(context instanceof Activity)) {
            return;
        }
        Activity activity = (Activity) context;
        activity.runOnUiThread(() -> {
            if (setting == AUTOSTART) {
                Autostart.open(activity);
                return;
            }
            String[] permissions = permissions(activity, setting);
            if (permissions.length > 0) {
                activity.requestPermissions(permissions, REQUEST_CODE);
                return;
            }
            try {
                activity.startActivity(page(setting));
            } catch (ActivityNotFoundException | SecurityException notHere) {
                // A maker left this page out: its general one is always there.
                activity.startActivity(new Intent(Settings.ACTION_SETTINGS));
            }
        });
    }

    /** What the system's own question would be for; nothing where only its settings can help. */
    private static String[] permissions(Activity activity, int setting) {
        String place = Manifest.permission.ACCESS_FINE_LOCATION;
        // After a second no the system asks no more.
        if (setting == LOCATION_PERMISSION
                && activity.shouldShowRequestPermissionRationale(place)) {
            return new String[] {place, Manifest.permission.ACCESS_COARSE_LOCATION};
        }
        // Nothing has asked for this one before: that it asks no more cannot be told beforehand.
        if (setting == TEXT_MESSAGES && !wasAskedForTexts.getAndSet(true)) {
            return new String[] {SEND_SMS};
        }
        // A question since Android 13.
        if (setting == NOTIFICATIONS
                && Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU
                && !wasAskedForNotifications.getAndSet(true)) {
            return new String[] {Manifest.permission.POST_NOTIFICATIONS};
        }
        return new String[0];
    }

    private Intent page(int setting) {
        switch (setting) {
            case LOCATION:
                return new Intent(Settings.ACTION_LOCATION_SOURCE_SETTINGS);
            case BATTERY:
                return new Intent(Settings.ACTION_BATTERY_SAVER_SETTINGS);
            case SLEEP:
                return sleep();
            case CLOCK:
                return new Intent(Settings.ACTION_DATE_SETTINGS);
            default:
                return new Intent(
                        Settings.ACTION_APPLICATION_DETAILS_SETTINGS,
                        Uri.fromParts("package", context.getPackageName(), null));
        }
    }
    /** The system's question whether the app may stay awake; its list of apps where it has none. */
    private Intent sleep() {
        Intent question = new Intent(
                Settings.ACTION_REQUEST_IGNORE_BATTERY_OPTIMIZATIONS,
                Uri.fromParts("package", context.getPackageName(), null));
        return declares(Manifest.permission.REQUEST_IGNORE_BATTERY_OPTIMIZATIONS)
                ? question
                : new Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS);
    }
}
