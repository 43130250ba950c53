package pe.gob.muniporvenir.auxilio.phone;

import android.app.Activity;
import android.os.Bundle;

/**
 * What the icon's shortcut opens: it shows nothing, raises an alert and ends. Only the system can
 * start it, which does so for a launcher in this app's name.
 */
public final class RaiseActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        // One that comes back from the recent tasks was answered already.
        if (state == null) {
            AlertService.press(this);
        }
        finish();
    }
}
