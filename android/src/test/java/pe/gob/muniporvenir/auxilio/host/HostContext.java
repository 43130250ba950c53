package pe.gob.muniporvenir.auxilio.host;

import android.content.Context;
import android.content.ContextWrapper;
import android.content.pm.PackageManager;
import android.location.LocationManager;
import java.io.File;

/** The context that the app is given. */
public final class HostContext extends ContextWrapper {
    /** What it answers to whoever asks for a service, a folder or a permission. */
    private enum Mood {
        /** The phone has no such thing. */
        NOTHING,
        /** The system is not there, or will not. */
        THROWS,
        /** Positions may be had. */
        POSITIONS,
    }

    private final HostLocationManager positions = new HostLocationManager(this);
    private volatile Mood mood = Mood.NOTHING;

    public HostContext() {
        super(null);
    }

    public void become(String name) {
        mood = Mood.valueOf(name);
    }

    public HostLocationManager positions() {
        return positions;
    }

    private <T> T answer(T answer) {
        if (mood == Mood.THROWS) {
            throw new SecurityException("of Ana, 944 123 456");
        }
        return answer;
    }

    @Override
    public ClassLoader getClassLoader() {
        return HostContext.class.getClassLoader();
    }

    @Override
    public Context getApplicationContext() {
        return this;
    }

    @Override
    public File getFilesDir() {
        return answer(mood == Mood.POSITIONS ? new File("/data/of/the/app") : null);
    }

    @Override
    public File getExternalFilesDir(String kind) {
        return answer(null);
    }

    @Override
    public String getSystemServiceName(Class<?> kind) {
        return answer(kind.getName());
    }

    @Override
    public Object getSystemService(String name) {
        boolean hasIt = mood == Mood.POSITIONS && name.equals(LOCATION_SERVICE);
        LocationManager manager = hasIt ? positions : null;
        return answer(manager);
    }

    @Override
    public PackageManager getPackageManager() {
        return answer(null);
    }

    @Override
    public int checkSelfPermission(String permission) {
        return answer(mood == Mood.POSITIONS
                ? PackageManager.PERMISSION_GRANTED
                : PackageManager.PERMISSION_DENIED);
    }
}
