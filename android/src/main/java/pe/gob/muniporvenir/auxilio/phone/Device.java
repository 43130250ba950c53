package pe.gob.muniporvenir.auxilio.phone;

import android.Manifest;
import android.app.Activity;
import android.content.ActivityNotFoundException;
import android.content.Context;
import android.content.Intent;
import android.net.ConnectivityManager;
import android.net.NetworkCapabilities;
import android.net.Uri;
import android.os.BatteryManager;
import android.os.PowerManager;
import android.provider.Settings;

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

    private static final int REQUEST_CODE = 2;

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

    /** Opens a page of the settings; the system's own question where that is enough. */
    public void open(int setting) {
        if (!(context instanceof Activity)) {
            return;
        }
        Activity activity = (Activity) context;
        activity.runOnUiThread(() -> {
            String permission = Manifest.permission.ACCESS_FINE_LOCATION;
            // After a second no the system asks no more, and only its settings can help.
            if (setting == LOCATION_PERMISSION
                    && activity.shouldShowRequestPermissionRationale(permission)) {
                String[] permissions = {permission, Manifest.permission.ACCESS_COARSE_LOCATION};
                activity.requestPermissions(permissions, REQUEST_CODE);
                return;
            }
            try {
                activity.startActivity(page(setting));
            } catch (ActivityNotFoundException notHere) {
                // A maker left this page out: its general one is always there.
                activity.startActivity(new Intent(Settings.ACTION_SETTINGS));
            }
        });
    }

    private Intent page(int setting) {
        switch (setting) {
            case LOCATION:
                return new Intent(Settings.ACTION_LOCATION_SOURCE_SETTINGS);
            case BATTERY:
                return new Intent(Settings.ACTION_BATTERY_SAVER_SETTINGS);
            case CLOCK:
                return new Intent(Settings.ACTION_DATE_SETTINGS);
            default:
                return new Intent(
                        Settings.ACTION_APPLICATION_DETAILS_SETTINGS,
                        Uri.fromParts("package", context.getPackageName(), null));
        }
    }
}
