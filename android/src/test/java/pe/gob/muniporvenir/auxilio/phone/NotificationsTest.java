package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest.permission;
import android.app.Activity;
import android.app.NotificationManager;
import android.content.Intent;
import android.provider.Settings;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;

/** Whether the person sees what the service's notification says. */
@RunWith(RobolectricTestRunner.class)
public final class NotificationsTest {
    private final Activity activity = Robolectric.buildActivity(Activity.class).setup().get();
    private final Device device = new Device(activity);

    @Test
    public void refusedNotificationsAreToldToTheSelfCheck() {
        NotificationManager manager = activity.getSystemService(NotificationManager.class);

        shadowOf(manager).setNotificationsEnabled(true);
        assertTrue(device.showsNotifications());
        shadowOf(manager).setNotificationsEnabled(false);
        assertFalse(device.showsNotifications());
    }

    @Test
    @Config(sdk = 35)
    public void theSystemAsksOnceAndThenItsSettingsHelp() {
        device.open(Device.NOTIFICATIONS);
        assertArrayEquals(
                new String[] {permission.POST_NOTIFICATIONS},
                shadowOf(activity).getLastRequestedPermission().requestedPermissions);

        // What asks is an activity of the system's.
        while (shadowOf(activity).getNextStartedActivity() != null) {}
        device.open(Device.NOTIFICATIONS);
        Intent opened = shadowOf(activity).getNextStartedActivity();
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened.getAction());
    }
}
