package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.robolectric.Shadows.shadowOf;

import android.app.Application;
import android.app.Notification;
import android.app.NotificationManager;
import android.app.PendingIntent;
import android.app.Service;
import android.content.ComponentName;
import android.content.ContextWrapper;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.content.pm.ServiceInfo;
import android.os.Build;
import android.os.Bundle;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.android.controller.ServiceController;
import org.robolectric.annotation.Config;

@RunWith(RobolectricTestRunner.class)
public final class AlertServiceTest {
    private final Application app = RuntimeEnvironment.getApplication();
    private final Asked core = new Asked();
    private ServiceController<AlertService> service;

    @Before
    public void aPhoneWithACore() {
        Core.answeredBy(core);
        AlertService.askedBeside(Runnable::run);
        service = Robolectric.buildService(AlertService.class).create();
        ServiceInfo info = new ServiceInfo();
        info.packageName = app.getPackageName();
        info.name = AlertService.class.getName();
        info.metaData = declared();
        shadowOf(app.getPackageManager()).addOrUpdateService(info);
    }

    /** As the manifest has it. */
    private static Bundle declared() {
        Bundle declared = new Bundle();
        declared.putString("channel", "Estado");
        declared.putString("pressed", "Aviso en curso");
        declared.putString("pressed_text", "Guardando…");
        declared.putString("resumed", "Revisando");
        declared.putString("resumed_text", "Se revisa si algo falta enviar.");
        declared.putString("quiet", "En segundo plano");
        declared.putString("quiet_text", "Toque para abrir.");
        declared.putString("undo", "Fue sin querer");
        declared.putString("no_core", "No se pudo pedir auxilio");
        declared.putString("no_core_text", "Llame al 105. Toque aquí para marcar.");
        declared.putString("emergency", "tel:105");
        return declared;
    }

    @After
    public void nothingIsUnderWay() {
        AlertService.show(app, "", "", null, false, false);
        service.destroy();
    }

    private Service commanded(String action) {
        service.get().onStartCommand(AlertService.intent(app, action), 0, 1);
        return service.get();
    }

    private Notification shown() {
        NotificationManager manager = app.getSystemService(NotificationManager.class);
        List<Notification> all = shadowOf(manager).getAllNotifications();
        return all.isEmpty() ? null : all.get(0);
    }

    private static String title(Notification notification) {
        return String.valueOf(notification.extras.getCharSequence(Notification.EXTRA_TITLE));
    }

    private static String text(Notification notification) {
        return String.valueOf(notification.extras.getCharSequence(Notification.EXTRA_TEXT));
    }

    private static Intent opened(PendingIntent pending) {
        return shadowOf(pending).getSavedIntent();
    }

    @Test
    public void aPressRaisesAnAlertAndStaysInTheForegroundWithOneTouchToUndo() {
        Service pressed = commanded(AlertService.RAISE);

        assertEquals(List.of("raise"), core.asked);
        Notification notification = shadowOf(pressed).getLastForegroundNotification();
        assertEquals("Guardando…", text(notification));
        assertEquals("Fue sin querer", notification.actions[0].title.toString());
        assertEquals(
                AlertService.CANCEL, opened(notification.actions[0].actionIntent).getAction());
        assertFalse(shadowOf(pressed).isForegroundStopped());
    }

    @Test
    public void whatRustSaysIsShownUntilItSaysThatTheServiceMayEnd() {
        Service pressed = commanded(AlertService.RAISE);
        AlertService.show(app, "Aviso en curso", "Recibido.", "Falsa alarma", true, false);
        Notification received = shown();

        assertEquals("Aviso en curso", title(received));
        assertEquals("Recibido.", text(received));
        assertEquals("Falsa alarma", received.actions[0].title.toString());
        assertTrue((received.flags & Notification.FLAG_ONGOING_EVENT) != 0);
        assertFalse(shadowOf(pressed).isStoppedBySelf());

        AlertService.show(app, "Aviso en curso", "Cerrado.", null, false, false);
        Notification closed = shown();
        assertEquals("Cerrado.", text(closed));
        assertNull(closed.actions);
        assertEquals(0, closed.flags & Notification.FLAG_ONGOING_EVENT);
        assertTrue(shadowOf(pressed).isStoppedBySelf());
        assertFalse(shadowOf(pressed).getNotificationShouldRemoved());
    }

    @Test
    public void withoutACoreTheNotificationSaysWhomToCallAndATouchDials() {
        core.raises = false;
        Service pressed = commanded(AlertService.RAISE);

        Notification notification = shown();
        assertEquals("No se pudo pedir auxilio", title(notification));
        assertEquals("Llame al 105. Toque aquí para marcar.", text(notification));
        Intent dials = opened(notification.contentIntent);
        assertEquals(Intent.ACTION_DIAL, dials.getAction());
        assertEquals("tel:105", dials.getDataString());
        assertTrue(shadowOf(pressed).isStoppedBySelf());
    }

    @Test
    public void theNotificationsButtonTakesTheAlertBack() {
        commanded(AlertService.CANCEL);

        assertEquals(List.of("cancel"), core.asked);
    }

    @Test
    @SuppressWarnings("deprecation") // Of Android 7, which has no channels.
    public void theNotificationHasNeitherSoundNorLight() {
        commanded(AlertService.RAISE);

        Notification notification = shadowOf(service.get()).getLastForegroundNotification();
        assertEquals(0, notification.defaults);
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.O) {
            NotificationManager manager = app.getSystemService(NotificationManager.class);
            assertEquals(
                    NotificationManager.IMPORTANCE_LOW,
                    manager.getNotificationChannel("estado").getImportance());
        }
    }

    @Test
    public void aServiceThatTheSystemStartsAnewSendsWhatWaits() {
        service.get().onStartCommand(null, Service.START_FLAG_REDELIVERY, 1);

        assertEquals(List.of("flush"), core.asked);
        // Rust said nothing: no alert is under way, and nothing stays that says so.
        assertTrue(shadowOf(service.get()).isStoppedBySelf());
        assertTrue(shadowOf(service.get()).getNotificationShouldRemoved());
        assertNull(shown());
    }

    @Test
    public void beforeRustSaysSomethingARestartClaimsNothing() {
        AlertService.askedBeside(work -> {});
        service.get().onStartCommand(null, Service.START_FLAG_REDELIVERY, 1);

        Notification resumed = shadowOf(service.get()).getLastForegroundNotification();
        assertEquals("Se revisa si algo falta enviar.", text(resumed));
        assertNull(resumed.actions);
    }

    @Test
    public void anAlertThatTheWindowRaisedGetsTheServiceToo() {
        AlertService.show(app, "Aviso en curso", "Guardado.", "Fue sin querer", true, false);

        Intent started = shadowOf(app).getNextStartedService();
        assertEquals(new ComponentName(app, AlertService.class), started.getComponent());
        assertFalse(AlertService.RAISE.equals(started.getAction()));
        AlertService.show(app, "Aviso en curso", "Recibido.", "Falsa alarma", true, false);
        assertNull("one is enough", shadowOf(app).getNextStartedService());
        assertEquals("Recibido.", text(shown()));
    }

    @Test
    public void whereTheSystemRefusesTheServiceTheAlertIsRaisedAllTheSame() {
        AlertService.press(new ContextWrapper(app) {
            @Override
            public ComponentName startForegroundService(Intent intent) {
                throw new IllegalStateException("not from the background");
            }

            @Override
            public ComponentName startService(Intent intent) {
                throw new IllegalStateException("not from the background");
            }
        });

        assertEquals(List.of("raise"), core.asked);
    }

    @Test
    public void whereTheSystemRefusesTheForegroundTheAlertIsRaisedAllTheSame() {
        shadowOf(service.get()).setThrowInStartForeground(new SecurityException("no position"));
        commanded(AlertService.RAISE);

        assertEquals(List.of("raise"), core.asked);
        assertEquals("Guardando…", text(shown()));
    }

    private void isHidden() {
        ComponentName tile = new ComponentName(app, ButtonTile.class);
        app.getPackageManager()
                .setComponentEnabledSetting(
                        tile,
                        PackageManager.COMPONENT_ENABLED_STATE_DISABLED,
                        PackageManager.DONT_KILL_APP);
    }

    /** What stands on the lock screen, in the shade, and behind a long touch of it. */
    private static void assertTellsNothing(Notification notification) {
        assertEquals("En segundo plano", title(notification));
        assertEquals("Toque para abrir.", text(notification));
        assertNull(notification.actions);
        assertEquals(Notification.VISIBILITY_SECRET, notification.visibility);
    }

    @Test
    public void behindAFaceTheServiceSaysNothingBeforeTheCoreDoes() {
        isHidden();
        AlertService.askedBeside(work -> {});
        Service pressed = commanded(AlertService.RAISE);
        assertTellsNothing(shadowOf(pressed).getLastForegroundNotification());

        service.get().onStartCommand(null, Service.START_FLAG_REDELIVERY, 2);
        assertTellsNothing(shadowOf(service.get()).getLastForegroundNotification());
    }

    @Test
    public void behindAFaceNothingIsSaidEvenWithoutACore() {
        isHidden();
        core.raises = false;
        Service pressed = commanded(AlertService.RAISE);

        assertNull(shown());
        assertTrue(shadowOf(pressed).isStoppedBySelf());
        assertTrue(shadowOf(pressed).getNotificationShouldRemoved());
    }

    @Test
    public void whatIsSecretIsNotOnTheLockScreenAndNothingStaysOfIt() {
        Service pressed = commanded(AlertService.RAISE);
        AlertService.show(app, "En segundo plano", "Toque para abrir.", null, true, true);
        assertTellsNothing(shown());

        AlertService.show(app, "En segundo plano", "Toque para abrir.", null, false, true);
        assertNull(shown());
        assertTrue(shadowOf(pressed).isStoppedBySelf());
        assertTrue(shadowOf(pressed).getNotificationShouldRemoved());
    }

    @Test
    @Config(sdk = 35)
    public void withoutThePositionsPermissionItIsAServiceOfThreeMinutes() {
        Service pressed = commanded(AlertService.RAISE);

        assertEquals(
                ServiceInfo.FOREGROUND_SERVICE_TYPE_SHORT_SERVICE,
                pressed.getForegroundServiceType());
        service.get().onTimeout(1);
        assertTrue(shadowOf(pressed).isStoppedBySelf());
        assertNotNull(shadowOf(pressed).getLastForegroundNotification());
    }
}
