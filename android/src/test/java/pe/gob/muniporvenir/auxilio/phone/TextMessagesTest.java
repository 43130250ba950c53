package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest.permission;
import android.app.Activity;
import android.app.Application;
import android.app.PendingIntent;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.net.Uri;
import android.os.Build;
import android.telephony.SmsManager;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.shadows.ShadowPendingIntent;
import org.robolectric.shadows.ShadowSmsManager;

@RunWith(RobolectricTestRunner.class)
public final class TextMessagesTest {
    private static final String ID = "01981111-0000-7000-8000-000000000001";
    private static final String NUMBER = "+51900000000";

    private final Application phone = RuntimeEnvironment.getApplication();
    private final Asked core = new Asked();

    @Before
    public void aPhoneThatCanCall() {
        Core.answeredBy(core);
        has(true);
    }

    private void has(boolean telephony) {
        shadowOf(phone.getPackageManager())
                .setSystemFeature(PackageManager.FEATURE_TELEPHONY, telephony);
    }

    @SuppressWarnings("deprecation") // Of phones before Android 12.
    private ShadowSmsManager.TextSmsParams sent() {
        SmsManager manager = Build.VERSION.SDK_INT >= Build.VERSION_CODES.S
                ? phone.getSystemService(SmsManager.class)
                : SmsManager.getDefault();
        return shadowOf(manager).getLastSentTextMessageParams();
    }

    @Test
    public void withoutThePermissionThePersonSendsAndWithoutATelephoneNobodyDoes() {
        assertEquals(TextMessages.PREFILLS, TextMessages.capability(phone));
        assertFalse(TextMessages.send(phone, ID, NUMBER, "AUXILIO"));

        shadowOf(phone).grantPermissions(permission.SEND_SMS);
        assertEquals(TextMessages.SENDS, TextMessages.capability(phone));

        has(false);
        assertEquals(TextMessages.NONE, TextMessages.capability(phone));
    }

    @Test
    public void aMessageGoesToItsNumberAndOnlyThisAppHearsWhatBecomesOfIt() {
        shadowOf(phone).grantPermissions(permission.SEND_SMS);

        assertTrue(TextMessages.send(phone, ID, NUMBER, "AUXILIO 19:12"));

        ShadowSmsManager.TextSmsParams sent = sent();
        assertEquals(NUMBER, sent.getDestinationAddress());
        assertEquals("AUXILIO 19:12", sent.getText());
        for (PendingIntent report : List.of(sent.getSentIntent(), sent.getDeliveryIntent())) {
            Intent intent = shadowOf(report).getSavedIntent();
            assertEquals(TextReceiver.class.getName(), intent.getComponent().getClassName());
            assertEquals(ID, intent.getData().getSchemeSpecificPart());
        }
        ShadowPendingIntent result = shadowOf(sent.getSentIntent());
        assertTrue((result.getFlags() & PendingIntent.FLAG_IMMUTABLE) != 0);
    }

    @Test
    public void eachAlertsMessageHasIntentsOfItsOwn() {
        shadowOf(phone).grantPermissions(permission.SEND_SMS);
        TextMessages.send(phone, ID, NUMBER, "a");
        PendingIntent first = sent().getSentIntent();
        TextMessages.send(phone, "01981111-0000-7000-8000-000000000002", NUMBER, "b");

        assertEquals(ID, shadowOf(first).getSavedIntent().getData().getSchemeSpecificPart());
    }

    private static Intent about(String action) {
        return new Intent(action).setData(Uri.fromParts(TextReceiver.SCHEME, ID, null));
    }

    @Test
    public void whatThePhoneSaysOfSendingIsToldToTheCore() {
        Intent sent = about(TextReceiver.SENT);
        assertEquals(Core.SENT, TextReceiver.outcome(sent, Activity.RESULT_OK));
        assertEquals(
                Core.NO_SERVICE,
                TextReceiver.outcome(sent, SmsManager.RESULT_ERROR_NO_SERVICE));
        assertEquals(
                Core.RADIO_OFF, TextReceiver.outcome(sent, SmsManager.RESULT_ERROR_RADIO_OFF));
        assertEquals(
                Core.NOT_ALLOWED,
                TextReceiver.outcome(sent, SmsManager.RESULT_ERROR_FDN_CHECK_FAILURE));
        assertEquals(
                Core.OTHER,
                TextReceiver.outcome(sent, SmsManager.RESULT_ERROR_GENERIC_FAILURE));
    }

    /** TS 23.040, 9.2.2.3: of message 1 to +51900000000, with this status. */
    private static Intent reported(int status) {
        byte[] report = {
            0, 6, 1, 11, (byte) 0x91, 0x15, 0x09, 0, 0, 0, (byte) 0xf0,
            0x62, 0x11, 0x52, (byte) 0x91, 0x21, 0, 0,
            0x62, 0x11, 0x52, (byte) 0x91, 0x21, 0, 0,
            (byte) status,
        };
        return about(TextReceiver.REPORTED).putExtra("pdu", report).putExtra("format", "3gpp");
    }

    @Test
    public void onlyAMessageThatArrivedIsCalledDelivered() {
        assertEquals(Core.DELIVERED, TextReceiver.outcome(reported(0), Activity.RESULT_OK));
        // On its way, and given up.
        for (int status : new int[] {0x20, 0x30, 0x41, 0x46}) {
            assertEquals(-1, TextReceiver.outcome(reported(status), Activity.RESULT_OK));
        }
        Intent empty = about(TextReceiver.REPORTED);
        assertEquals(-1, TextReceiver.outcome(empty, Activity.RESULT_OK));
    }

    @Test
    public void aReportReachesTheCoreWithItsAlert() {
        TextReceiver receiver = new TextReceiver();
        receiver.worker = Runnable::run;
        receiver.onReceive(phone, reported(0));
        receiver.onReceive(phone, new Intent(TextReceiver.REPORTED));

        assertEquals(List.of("textReported " + ID + " " + Core.DELIVERED), core.asked);
    }
}
