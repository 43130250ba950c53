package pe.gob.muniporvenir.auxilio.host;

import android.content.Context;
import android.location.ILocationManager;
import android.location.Location;
import android.location.LocationListener;
import android.location.LocationManager;
import android.os.Looper;

/** Positions that the test gives. One that is late comes after its listener was taken away. */
public final class HostLocationManager extends LocationManager {
    private volatile LocationListener listener;
    private volatile boolean isFollowed;

    HostLocationManager(Context context) {
        super(context, new ILocationManager.Default());
    }

    /** Tells whoever listened last. What is not a number is not known; a provider may be null. */
    public void give(String provider, double lat, double lon, float accuracyM) {
        Location location = new Location(provider);
        location.setLatitude(lat);
        location.setLongitude(lon);
        if (!Float.isNaN(accuracyM)) {
            location.setAccuracy(accuracyM);
        }
        listener.onLocationChanged(location);
    }

    /** Tells whoever listened last that somebody switched a receiver off. */
    public void disable(String provider) {
        listener.onProviderDisabled(provider);
    }

    public boolean isFollowed() {
        return isFollowed;
    }

    @Override
    public Location getLastKnownLocation(String provider) {
        return null;
    }

    @Override
    public boolean isProviderEnabled(String provider) {
        return true;
    }

    @Override
    public void requestLocationUpdates(
            String provider, long restMs, float restM, LocationListener told, Looper looper) {
        listener = told;
        isFollowed = true;
    }

    @Override
    public void removeUpdates(LocationListener told) {
        isFollowed = false;
    }
}
