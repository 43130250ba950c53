package pe.gob.muniporvenir.auxilio.phone;

import android.app.Activity;
import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.net.Uri;
import android.telephony.SmsManager;
import android.telephony.SmsMessage;
import java.util.concurrent.Executor;

/** What became of a text message, as the system tells it, for the core. */
public final class TextReceiver extends BroadcastReceiver {
    /** The phone has sent it, or could not. */
    static final String SENT = "pe.gob.muniporvenir.auxilio.phone.SENT";
    /** The network reports of it. */
    static final String REPORTED = "pe.gob.muniporvenir.auxilio.phone.REPORTED";
    /** The alert is named in the intent's address, so that each message has intents of its own. */
    static final String SCHEME = "auxilio-text";

    /** What stands for nothing that the core should hear. */
    private static final int NOTHING = -1;

    /** Where the core is told: it may have to start first. */
    Executor worker = work -> new Thread(work, "auxilio-text").start();

    @Override
    public void onReceive(Context context, Intent intent) {
        Uri about = intent.getData();
        int outcome = outcome(intent, getResultCode());
        if (about == null || outcome == NOTHING) {
            return;
        }
        PendingResult atWork = goAsync();
        worker.execute(() -> {
            Core.textReported(context, about.getSchemeSpecificPart(), outcome);
            if (atWork != null) {
                atWork.finish();
            }
        });
    }

    static int outcome(Intent intent, int result) {
        if (SENT.equals(intent.getAction())) {
            return ofSending(result);
        }
        boolean arrived = REPORTED.equals(intent.getAction()) && arrived(intent);
        return arrived ? Core.DELIVERED : NOTHING;
    }

    private static int ofSending(int result) {
        switch (result) {
            case Activity.RESULT_OK:
                return Core.SENT;
            case SmsManager.RESULT_ERROR_NO_SERVICE:
                return Core.NO_SERVICE;
            case SmsManager.RESULT_ERROR_RADIO_OFF:
                return Core.RADIO_OFF;
            case SmsManager.RESULT_ERROR_FDN_CHECK_FAILURE:
            case SmsManager.RESULT_ERROR_SHORT_CODE_NOT_ALLOWED:
            case SmsManager.RESULT_ERROR_SHORT_CODE_NEVER_ALLOWED:
                return Core.NOT_ALLOWED;
            default:
                return Core.OTHER;
        }
    }

    /** A report comes as well for a message that is still on its way, or lost: TS 23.040, 9.2.3.15. */
    private static boolean arrived(Intent intent) {
        byte[] report = intent.getByteArrayExtra("pdu");
        String format = intent.getStringExtra("format");
        // Others' numbers mean other things.
        if (report == null || !"3gpp".equals(format)) {
            return false;
        }
        SmsMessage message = SmsMessage.createFromPdu(report, format);
        return message != null && message.isStatusReportMessage() && message.getStatus() == 0;
    }
}
