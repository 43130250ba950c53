package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.robolectric.Shadows.shadowOf;

import android.app.Application;
import android.content.Intent;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;

@RunWith(RobolectricTestRunner.class)
public final class OtherAppsTest {
    private final Application phone = RuntimeEnvironment.getApplication();

    private Intent opened(String link) {
        assertTrue(link, OtherApps.open(phone, link));
        return shadowOf(phone).getNextStartedActivity();
    }

    @Test
    public void aNumberIsDialledAndNotCalled() {
        Intent opened = opened("tel:105");

        assertEquals(Intent.ACTION_DIAL, opened.getAction());
        assertEquals("tel:105", opened.getDataString());
    }

    @Test
    public void aTextMessageIsWrittenAndNotSent() {
        Intent opened = opened("sms:+51900000000?&body=AUXILIO%2019%3A12%20-8.07%2C-78.99%20%26%20m");

        assertEquals(Intent.ACTION_SENDTO, opened.getAction());
        assertEquals("smsto", opened.getData().getScheme());
        assertEquals("+51900000000", opened.getData().getSchemeSpecificPart());
        assertEquals("AUXILIO 19:12 -8.07,-78.99 & m", opened.getStringExtra("sms_body"));
    }

    @Test
    public void aPageIsOpenedByWhoeverTheyAreFor() {
        Intent opened = opened("https://wa.me/?text=Necesito%20ayuda");

        assertEquals(Intent.ACTION_VIEW, opened.getAction());
        assertEquals("https://wa.me/?text=Necesito%20ayuda", opened.getDataString());
    }

    @Test
    public void noOtherKindOfLinkIsOpened() {
        for (String link : new String[] {"http://a.example", "file:///data", "intent:#Intent;end",
                "content://a", "", "105"}) {
            assertFalse(link, OtherApps.open(phone, link));
        }
        assertNull(shadowOf(phone).getNextStartedActivity());
    }

    @Test
    public void aPhoneWithoutSuchAnAppIsAnAnswer() {
        shadowOf(phone).checkActivities(true);

        assertFalse(OtherApps.open(phone, "tel:105"));
    }
}
