package pe.gob.muniporvenir.auxilio.phone;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells the core of every new way into the network, while the process lives. */
public final class Connectivity extends ConnectivityManager.NetworkCallback {
    private static final AtomicBoolean watches = new AtomicBoolean();

    private final Context context;

    Connectivity(Context context) {
        this.context = context;
    }

    /** From now on, once in the process' life. False: this phone does not tell. */
    public static boolean watch(Context context) {
        ConnectivityManager manager = context.getSystemService(ConnectivityManager.class);
        if (manager == null) {
            return false;
        }
        if (watches.compareAndSet(false, true)) {
            manager.registerDefaultNetworkCallback(
                    new Connectivity(context.getApplicationContext()));
        }
        return true;
    }

    @Override
    public void onAvailable(Network network) {
        Core.networkCame(context);
    }
}
