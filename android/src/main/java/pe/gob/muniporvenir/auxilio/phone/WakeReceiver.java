package pe.gob.muniporvenir.auxilio.phone;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

/**
 * The phone has restarted, or a new version of the app was put in the old one's place: what waits is
 * asked for anew. Both come after the first unlock, for only then are there the outbox and its key.
 * A force-stopped app hears neither until a person opens it.
 */
public final class WakeReceiver extends BroadcastReceiver {
    @Override
    public void onReceive(Context context, Intent intent) {
        String action = intent.getAction();
        if (Intent.ACTION_BOOT_COMPLETED.equals(action)
                || Intent.ACTION_MY_PACKAGE_REPLACED.equals(action)) {
            FlushJob.schedule(context);
        }
    }
}
