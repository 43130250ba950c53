package pe.gob.muniporvenir.auxilio.phone;

import android.content.ComponentName;
import android.content.Context;
import android.content.pm.PackageManager;
import java.util.List;

/**
 * The names and icons under which the app stands on the home screen, for Rust. The manifest has them
 * as aliases of the one activity ({@code xtask/src/faces.rs}); one is shown at a time.
 */
public final class Faces {
    /** All aliases, by their last names. */
    static final List<String> ALL = List.of("Face_Auxilio", "Face_Calculator");

    private static final String PACKAGE = "pe.gob.muniporvenir.auxilio.phone.";

    private Faces() {}

    /**
     * Shows this face, and no other. Home screens take a few seconds, and forget where on them the
     * icon was. False: the app was built without faces.
     */
    public static boolean show(Context context, String face) {
        PackageManager packages = context.getPackageManager();
        if (packages == null || !ALL.contains(face)) {
            return false;
        }
        try {
            // The new one first: an app without any could not be opened any more.
            set(packages, context, face, PackageManager.COMPONENT_ENABLED_STATE_ENABLED);
            for (String other : ALL) {
                if (!other.equals(face)) {
                    set(packages, context, other, PackageManager.COMPONENT_ENABLED_STATE_DISABLED);
                }
            }
            return true;
        } catch (IllegalArgumentException noSuchAlias) {
            return false;
        }
    }

    /** An alias has the name that the manifest gives it, whatever the app's id is. */
    static ComponentName alias(Context context, String face) {
        return new ComponentName(context.getPackageName(), PACKAGE + face);
    }

    private static void set(PackageManager packages, Context context, String face, int state) {
        packages.setComponentEnabledSetting(
                alias(context, face), state, PackageManager.DONT_KILL_APP);
    }
}
