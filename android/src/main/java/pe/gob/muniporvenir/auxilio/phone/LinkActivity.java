package pe.gob.muniporvenir.auxilio.phone;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a touch on an invitation's link opens. It shows nothing: it keeps the link for Rust
 * ({@code src/platform/android/links.rs}), brings the app to the front as its icon does, and ends.
 */
public final class LinkActivity extends Activity {
    private static final AtomicReference<String> waiting = new AtomicReference<>();

    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        Intent intent = getIntent();
        String link = intent == null ? null : intent.getDataString();
        // One that comes back from the recent tasks was looked at already.
        if (link != null && state == null) {
            waiting.set(link);
        }
        Intent app = getPackageManager().getLaunchIntentForPackage(getPackageName());
        if (app != null) {
            startActivity(app);
        }
        finish();
    }

    /** The newest link that nobody has looked at yet, once; null if there is none. */
    public static String take() {
        return waiting.getAndSet(null);
    }
}
