package pe.gob.muniporvenir.auxilio.phone;

import android.app.Activity;
import android.content.Context;
import android.graphics.Insets;
import android.os.Build;
import android.view.View;
import android.view.WindowInsets;

/**
 * Keeps the page out from under the bars, the camera's hole and the keyboard, for Rust: since
 * Android 15 the system draws every window that far, and not every phone's web view tells the page.
 */
public final class Edges {
    private static final int EDGE_TO_EDGE = Build.VERSION_CODES.VANILLA_ICE_CREAM;

    private Edges() {}

    /** From now on. False: there is no window, or the system keeps it out itself. */
    public static boolean keepOut(Context context) {
        if (!(context instanceof Activity) || Build.VERSION.SDK_INT < EDGE_TO_EDGE) {
            return false;
        }
        Activity activity = (Activity) context;
        activity.runOnUiThread(() -> {
            View content = activity.findViewById(android.R.id.content);
            content.setOnApplyWindowInsetsListener(Edges::applied);
            content.requestApplyInsets();
        });
        return true;
    }

    private static WindowInsets applied(View content, WindowInsets given) {
        Insets taken = given.getInsets(WindowInsets.Type.systemBars()
                | WindowInsets.Type.displayCutout()
                | WindowInsets.Type.ime());
        content.setPadding(taken.left, taken.top, taken.right, taken.bottom);
        return WindowInsets.CONSUMED;
    }
}
