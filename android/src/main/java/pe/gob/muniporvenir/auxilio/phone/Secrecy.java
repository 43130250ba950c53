package pe.gob.muniporvenir.auxilio.phone;

import android.app.Activity;
import android.app.ActivityManager;
import android.content.Context;
import android.view.WindowManager;

/** Keeps the window from being seen by others, for Rust: its pictures, and its place among apps. */
public final class Secrecy {
    private Secrecy() {}

    /**
     * On: no screenshot, no recording, no picture in the list of recent apps, and no place there
     * either. False: there is no window.
     */
    public static boolean keep(Context context, boolean on) {
        if (!(context instanceof Activity)) {
            return false;
        }
        Activity activity = (Activity) context;
        activity.runOnUiThread(() -> {
            int secure = WindowManager.LayoutParams.FLAG_SECURE;
            activity.getWindow().setFlags(on ? secure : 0, secure);
            ActivityManager manager = activity.getSystemService(ActivityManager.class);
            if (manager != null) {
                manager.getAppTasks().forEach(task -> task.setExcludeFromRecents(on));
            }
        });
        return true;
    }
}
