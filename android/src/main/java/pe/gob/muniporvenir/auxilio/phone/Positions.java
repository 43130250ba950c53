package pe.gob.muniporvenir.auxilio.phone;

import android.Manifest;
import android.app.Activity;
import android.content.Context;
import android.content.pm.PackageManager;
import android.location.Location;
import android.location.LocationListener;
import android.location.LocationManager;
import android.os.Bundle;
import android.os.Looper;
import android.os.SystemClock;

/**
 * Asks the system for positions and hands them to Rust ({@code src/platform/android/location.rs}),
 * which registers the native methods before it makes the first object.
 *
 * <p>Nothing here throws and nothing waits: without a permission or a receiver there is simply no
 * position, and the answer says which of the two it is.
 */
public final class Positions implements LocationListener {
    /** Positions may come. */
    static final int WORKING = 0;
    /** The person has not allowed them to this app. */
    static final int REFUSED = 1;
    /** The phone has no receiver, or all of them are switched off. */
    static final int ABSENT = 2;

    /** All at once: networks answer first, satellites exactly. "fused" is there since Android 12. */
    private static final String[] PROVIDERS = {"gps", "network", "fused"};
    private static final String[] PERMISSIONS = {
        Manifest.permission.ACCESS_FINE_LOCATION, Manifest.permission.ACCESS_COARSE_LOCATION,
    };
    private static final int REQUEST_CODE = 1;

    private final Context context;
    private final LocationManager manager;
    /** What Rust lent: it comes back to Rust with every call, and means nothing here. */
    private final long sink;

    public Positions(Context context, long sink) {
        this.context = context;
        this.manager = (LocationManager) context.getSystemService(Context.LOCATION_SERVICE);
        this.sink = sink;
    }

    /** Follows all providers, each at most once in this time, after what they last knew. */
    public int follow(long restMs) {
        stop();
        if (manager == null || !isAllowed()) {
            return standing();
        }
        for (String provider : PROVIDERS) {
            try {
                Location last = manager.getLastKnownLocation(provider);
                if (last != null) {
                    onLocationChanged(last);
                }
                manager.requestLocationUpdates(
                        provider, restMs, 0f, this, Looper.getMainLooper());
            } catch (SecurityException | IllegalArgumentException notHere) {
                // This phone lacks this provider, or only the rough place is allowed and this one
                // knows the exact one. The others go on.
            }
        }
        return standing();
    }

    /** Follows none. */
    public void stop() {
        if (manager != null) {
            manager.removeUpdates(this);
        }
    }

    /** Shows the system's own question for the permission, if the system still asks it. */
    public void ask() {
        if (context instanceof Activity) {
            Activity activity = (Activity) context;
            activity.runOnUiThread(() -> activity.requestPermissions(PERMISSIONS, REQUEST_CODE));
        }
    }

    private boolean isAllowed() {
        for (String permission : PERMISSIONS) {
            if (context.checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED) {
                return true;
            }
        }
        return false;
    }

    private int standing() {
        if (!isAllowed()) {
            return REFUSED;
        }
        for (String provider : PROVIDERS) {
            if (manager != null && manager.isProviderEnabled(provider)) {
                return WORKING;
            }
        }
        return ABSENT;
    }

    @Override
    @SuppressWarnings("deprecation") // isMock() is there only since Android 12.
    public void onLocationChanged(Location location) {
        long ageNs = SystemClock.elapsedRealtimeNanos() - location.getElapsedRealtimeNanos();
        double[] numbers = {
            location.getLatitude(),
            location.getLongitude(),
            location.hasAccuracy() ? location.getAccuracy() : Double.NaN,
            location.hasAltitude() ? location.getAltitude() : Double.NaN,
            location.hasSpeed() ? location.getSpeed() : Double.NaN,
            location.hasBearing() ? location.getBearing() : Double.NaN,
        };
        found(sink, location.getProvider(), numbers, ageNs / 1_000_000,
                location.isFromMockProvider());
    }

    @Override
    public void onProviderEnabled(String provider) {
        stands(sink, standing());
    }

    @Override
    public void onProviderDisabled(String provider) {
        stands(sink, standing());
    }

    /** Before Android 11 the system calls it, and there it must exist. */
    @Override
    @SuppressWarnings("deprecation")
    public void onStatusChanged(String provider, int status, Bundle extras) {}

    /**
     * Numbers: latitude, longitude, accuracy in metres, altitude in metres, speed in metres per
     * second, course in degrees; what is not known is not a number.
     */
    private static native void found(
            long sink, String provider, double[] numbers, long ageMs, boolean mock);

    private static native void stands(long sink, int status);
}
