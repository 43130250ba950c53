package pe.gob.muniporvenir.auxilio.phone;

import android.content.ActivityNotFoundException;
import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;
import android.net.Uri;
import android.os.Build;
import android.provider.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The pages on which some makers let the person choose which apps may start by themselves. Android
 * knows nothing of them: nobody can ask whether this app may, nor ask for it. Makers move these
 * pages: their names are those that dontkillmyapp.com collects, newest first.
 */
final class Autostart {
    private static final List<ComponentName> OPPO = List.of(
            page("com.oplus.safecenter", ".startupapp.view.StartupAppListActivity"),
            page("com.coloros.safecenter", ".startupapp.StartupAppListActivity"),
            page("com.coloros.safecenter", ".permission.startup.StartupAppListActivity"),
            page("com.oppo.safe", ".permission.startup.StartupAppListActivity"));
    private static final List<ComponentName> XIAOMI = List.of(page(
            "com.miui.securitycenter", "com.miui.permcenter.autostart.AutoStartManagementActivity"));
    private static final List<ComponentName> HUAWEI = List.of(
            page("com.huawei.systemmanager",
                    ".startupmgr.ui.StartupNormalAppListActivity"),
            page("com.huawei.systemmanager", ".appcontrol.activity.StartupAppControlActivity"),
            page("com.huawei.systemmanager", ".optimize.process.ProtectActivity"));
    private static final List<ComponentName> VIVO = List.of(
            page("com.vivo.permissionmanager", ".activity.BgStartUpManagerActivity"),
            page("com.iqoo.secure", ".ui.phoneoptimize.BgStartUpManager"));
    private static final List<ComponentName> SAMSUNG = List.of(
            page("com.samsung.android.lool", "com.samsung.android.sm.ui.battery.BatteryActivity"),
            page("com.samsung.android.lool", "com.samsung.android.sm.battery.ui.BatteryActivity"));

    /** By the maker's name as {@link Build#MANUFACTURER} has it, in small letters. */
    private static final Map<String, List<ComponentName>> PAGES = Map.of(
            "xiaomi", XIAOMI,
            "redmi", XIAOMI,
            "poco", XIAOMI,
            "huawei", HUAWEI,
            "honor", HUAWEI,
            "oppo", OPPO,
            "realme", OPPO,
            "vivo", VIVO,
            "samsung", SAMSUNG);

    private Autostart() {}

    private static ComponentName page(String app, String activity) {
        return new ComponentName(app, activity.startsWith(".") ? app + activity : activity);
    }

    /** Whether the maker of this phone ends apps in ways of its own. */
    static boolean isOfMaker() {
        return !pages().isEmpty();
    }

    private static List<ComponentName> pages() {
        return PAGES.getOrDefault(Build.MANUFACTURER.toLowerCase(Locale.ROOT), List.of());
    }

    /** Opens the first page that is there; otherwise the system's own about this app. */
    static void open(Context context) {
        for (ComponentName page : pages()) {
            try {
                context.startActivity(new Intent().setComponent(page));
                return;
            } catch (ActivityNotFoundException | SecurityException elsewhere) {
                // The next one.
            }
        }
        context.startActivity(new Intent(
                Settings.ACTION_APPLICATION_DETAILS_SETTINGS,
                Uri.fromParts("package", context.getPackageName(), null)));
    }
}
