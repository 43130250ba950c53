package pe.gob.muniporvenir.auxilio.phone;

import android.content.ComponentName;
import android.content.Context;
import android.content.pm.PackageManager;
import java.util.List;

/**
 * The names and icons under which the app stands on the home screen, for Rust. The manifest has them
 * as aliases of the one activity ({@code xtask/src/faces.rs}); one is shown at a time. Android keeps
 * which: it stays so when the process ends, and whatever starts without the window finds it so.
 */
public final class Faces {
    /** All aliases, by their last names. */
    static final List<String> ALL = List.of("Face_Auxilio", "Face_Calculator");

    /** The app's own. Every other one hides what the app is. */
    static final String OWN = ALL.get(0);

    /**
     * What the system shows of the app beside its icon, each by a name that tells what it is: the
     * button among the phone's switches, on the home screen and at the icon; and what opens an
     * invitation's link.
     */
    static final List<Class<?>> TELLING =
            List.of(ButtonTile.class, ButtonWidget.class, RaiseActivity.class, LinkActivity.class);

    private static final String PACKAGE = "pe.gob.muniporvenir.auxilio.phone.";

    private Faces() {}

    /**
     * Shows this face, and no other; behind one that is not its own, the app is nowhere else. Home
     * screens take a few seconds, and forget where on them the icon was. False: the app was built
     * without faces.
     */
    public static boolean show(Context context, String face) {
        PackageManager packages = context.getPackageManager();
        if (packages == null || !ALL.contains(face)) {
            return false;
        }
        int elsewhere = face.equals(OWN)
                ? PackageManager.COMPONENT_ENABLED_STATE_DEFAULT
                : PackageManager.COMPONENT_ENABLED_STATE_DISABLED;
        for (Class<?> telling : TELLING) {
            set(packages, new ComponentName(context, telling), elsewhere);
        }
        try {
            // The new one first: an app without any could not be opened any more.
            set(packages, alias(context, face), PackageManager.COMPONENT_ENABLED_STATE_ENABLED);
            for (String other : ALL) {
                if (!other.equals(face)) {
                    set(packages, alias(context, other),
                            PackageManager.COMPONENT_ENABLED_STATE_DISABLED);
                }
            }
            return true;
        } catch (IllegalArgumentException noSuchAlias) {
            return false;
        }
    }

    /** Whether the app hides what it is, as it was last told to: known without Rust. */
    static boolean isHidden(Context context) {
        PackageManager packages = context.getPackageManager();
        ComponentName tile = new ComponentName(context, ButtonTile.class);
        return packages != null
                && packages.getComponentEnabledSetting(tile)
                        == PackageManager.COMPONENT_ENABLED_STATE_DISABLED;
    }

    /** An alias has the name that the manifest gives it, whatever the app's id is. */
    static ComponentName alias(Context context, String face) {
        return new ComponentName(context.getPackageName(), PACKAGE + face);
    }

    private static void set(PackageManager packages, ComponentName component, int state) {
        packages.setComponentEnabledSetting(component, state, PackageManager.DONT_KILL_APP);
    }
}
