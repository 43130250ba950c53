package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.robolectric.Shadows.shadowOf;

import android.app.Activity;
import android.app.Application;
import android.app.PendingIntent;
import android.content.ComponentName;
import android.content.Intent;
import android.os.Build;
import android.os.Bundle;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;

/** The button where the app is closed: each starts the service that raises the alert. */
@RunWith(RobolectricTestRunner.class)
public final class ButtonsTest {
    private final Application app = RuntimeEnvironment.getApplication();

    private void assertRaises(Intent started) {
        assertEquals(AlertService.RAISE, started.getAction());
        assertEquals(new ComponentName(app, AlertService.class), started.getComponent());
    }

    @Test
    public void theTileRaisesAnAlertWithOneTouch() {
        Robolectric.buildService(ButtonTile.class).create().get().onClick();

        assertRaises(shadowOf(app).getNextStartedService());
    }

    @Test
    public void theWidgetRaisesAnAlertWithOneTouch() {
        PendingIntent pressed = ButtonWidget.pressed(app);

        assertRaises(shadowOf(pressed).getSavedIntent());
        assertTrue(shadowOf(pressed).isImmutable());
        assertEquals(
                Build.VERSION.SDK_INT >= Build.VERSION_CODES.O,
                shadowOf(pressed).isForegroundService());
    }

    @Test
    public void theShortcutRaisesAnAlertAndShowsNothing() {
        Activity activity = Robolectric.buildActivity(RaiseActivity.class).create().get();

        assertTrue(activity.isFinishing());
        assertRaises(shadowOf(app).getNextStartedService());
    }

    @Test
    public void aShortcutThatComesBackFromTheRecentTasksRaisesNothing() {
        Robolectric.buildActivity(RaiseActivity.class).create(new Bundle());

        assertNull(shadowOf(app).getNextStartedService());
    }

    @Test
    public void nothingRaisesAnAlertWithoutATouch() {
        Robolectric.buildService(ButtonTile.class).create().get().onStartListening();
        Robolectric.buildService(AlertService.class).create();

        assertNull(shadowOf(app).getNextStartedService());
        assertFalse(shadowOf(app).peekNextStartedActivity() != null);
    }
}
