package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest.permission;
import android.app.Activity;
import android.content.ComponentName;
import android.content.Intent;
import android.content.IntentFilter;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import android.os.Build;
import android.os.PowerManager;
import android.provider.Settings;
import android.view.View;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.shadows.ShadowBuild;
import org.robolectric.shadows.ShadowPackageManager;

@RunWith(RobolectricTestRunner.class)
public final class DeviceTest {
    private Activity activity;
    private Device device;

    @Before
    public void aPhone() {
        activity = Robolectric.buildActivity(Activity.class).setup().get();
        device = new Device(activity);
        ShadowBuild.setManufacturer("Google");
    }

    private void declares(String... permissions) {
        PackageInfo app = shadowOf(activity.getPackageManager())
                .getInternalMutablePackageInfo(activity.getPackageName());
        app.requestedPermissions = permissions;
    }

    private Intent opened(int setting) {
        device.open(setting);
        return shadowOf(activity).getNextStartedActivity();
    }

    @Test
    public void theAppMaySleepUntilThePersonKeepsItAwake() {
        assertTrue(device.maySleep());

        shadowOf(activity.getSystemService(PowerManager.class))
                .setIgnoringBatteryOptimizations(activity.getPackageName(), true);
        assertFalse(device.maySleep());
    }

    @Test
    public void theSystemsQuestionAboutSleepIsForThisApp() {
        declares(permission.REQUEST_IGNORE_BATTERY_OPTIMIZATIONS);
        Intent opened = opened(Device.SLEEP);

        assertEquals(
                Settings.ACTION_REQUEST_IGNORE_BATTERY_OPTIMIZATIONS, opened.getAction());
        assertEquals("package:" + activity.getPackageName(), opened.getDataString());
    }

    @Test
    public void whereTheQuestionIsNotAllowedTheListIsOpened() {
        declares();

        assertEquals(
                Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS,
                opened(Device.SLEEP).getAction());
    }

    @Test
    public void onlyTheFlavourThatCouldSendTextsAsksForIt() {
        shadowOf(activity.getPackageManager())
                .setSystemFeature(PackageManager.FEATURE_TELEPHONY, true);
        declares();
        assertFalse(device.lacksTextMessages());
        declares(permission.SEND_SMS);
        assertTrue(device.lacksTextMessages());
        shadowOf(RuntimeEnvironment.getApplication()).grantPermissions(permission.SEND_SMS);
        assertFalse(device.lacksTextMessages());
    }

    @Test
    public void theSystemAsksForTextsOnceAndThenItsSettingsAreOpened() {
        device.open(Device.TEXT_MESSAGES);
        assertEquals(
                List.of(permission.SEND_SMS),
                List.of(shadowOf(activity).getLastRequestedPermission().requestedPermissions));

        Intent question = shadowOf(activity).getNextStartedActivity();

        Intent settings = opened(Device.TEXT_MESSAGES);
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, settings.getAction());
        assertNotEquals(question.getAction(), settings.getAction());
    }

    @Test
    public void onlyMakersThatEndAppsAreNamedSo() {
        assertFalse(device.mayBeEnded());
        for (String maker : List.of("Xiaomi", "HUAWEI", "OPPO", "realme", "vivo", "samsung")) {
            ShadowBuild.setManufacturer(maker);
            assertTrue(maker, device.mayBeEnded());
        }
    }

    @Test
    public void theFirstOfTheMakersPagesThatIsThereIsOpened() {
        ShadowBuild.setManufacturer("OPPO");
        ShadowPackageManager packages = shadowOf(activity.getPackageManager());
        ComponentName older = new ComponentName(
                "com.oppo.safe",
                "com.oppo.safe.permission.startup.StartupAppListActivity");
        packages.addActivityIfNotPresent(older);
        shadowOf(RuntimeEnvironment.getApplication()).checkActivities(true);

        assertEquals(older, opened(Device.AUTOSTART).getComponent());
    }

    @Test
    public void withoutSuchAPageTheSystemsOwnAboutTheAppIsOpened() throws Exception {
        ShadowBuild.setManufacturer("Xiaomi");
        ShadowPackageManager packages = shadowOf(activity.getPackageManager());
        ComponentName settings = new ComponentName("com.android.settings", "Details");
        packages.addActivityIfNotPresent(settings);
        IntentFilter filter = new IntentFilter(Settings.ACTION_APPLICATION_DETAILS_SETTINGS);
        filter.addDataScheme("package");
        filter.addCategory(Intent.CATEGORY_DEFAULT);
        packages.addIntentFilterForActivity(settings, filter);
        shadowOf(RuntimeEnvironment.getApplication()).checkActivities(true);

        assertEquals(
                Settings.ACTION_APPLICATION_DETAILS_SETTINGS,
                opened(Device.AUTOSTART).getAction());
    }

    @Test
    public void thePageIsKeptOffTheEdgesWhereTheSystemDoesNotDoIt() {
        boolean isDrawnToTheEdge = Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM;

        assertEquals(isDrawnToTheEdge, Edges.keepOut(activity));
        View content = activity.findViewById(android.R.id.content);
        assertEquals(0, content.getPaddingTop());
        assertFalse(Edges.keepOut(RuntimeEnvironment.getApplication()));
    }
}
