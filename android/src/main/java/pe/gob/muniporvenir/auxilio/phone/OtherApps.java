package pe.gob.muniporvenir.auxilio.phone;

import android.content.ActivityNotFoundException;
import android.content.Context;
import android.content.Intent;
import android.net.Uri;

/**
 * Other apps, for Rust: the telephone, text messages, pages. The web view opens only pages by
 * itself.
 */
public final class OtherApps {
    private OtherApps() {}

    /**
     * Opens {@code tel:}, {@code sms:} or {@code https:}. Nobody is called and nothing is sent: the
     * other app waits for the person. False: no app is there for it.
     */
    public static boolean open(Context context, String link) {
        Intent intent = intent(Uri.parse(link));
        if (intent == null) {
            return false;
        }
        try {
            // The other app's own task, from which the way back leads here.
            context.startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK));
            return true;
        } catch (ActivityNotFoundException | SecurityException nobody) {
            return false;
        }
    }

    private static Intent intent(Uri link) {
        String scheme = link.getScheme();
        if (scheme == null) {
            return null;
        }
        switch (scheme) {
            case "tel":
                return new Intent(Intent.ACTION_DIAL, link);
            case "sms":
            case "smsto":
                return message(link.getEncodedSchemeSpecificPart());
            case "https":
                return new Intent(Intent.ACTION_VIEW, link);
            default:
                return null;
        }
    }

    /** RFC 5724, with the {@code &} that iPhones need. Apps for messages read the text elsewhere. */
    private static Intent message(String numberAndText) {
        String[] parts = numberAndText.split("\\?", 2);
        Intent intent = new Intent(
                Intent.ACTION_SENDTO, Uri.fromParts("smsto", Uri.decode(parts[0]), null));
        for (String field : parts.length < 2 ? new String[0] : parts[1].split("&")) {
            if (field.startsWith("body=")) {
                intent.putExtra("sms_body", Uri.decode(field.substring("body=".length())));
            }
        }
        return intent;
    }
}
