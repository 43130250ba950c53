package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import android.app.Activity;
import android.content.Intent;
import android.net.Uri;
import android.os.Bundle;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;

@RunWith(RobolectricTestRunner.class)
public final class LinkActivityTest {
    private static final String LINK = "auxilio://unirse?c=central.example&t=abc";

    private static Activity touched(String link, Bundle state) {
        Intent intent = new Intent(Intent.ACTION_VIEW, Uri.parse(link));
        return Robolectric.buildActivity(LinkActivity.class, intent).create(state).get();
    }

    /** What waits is the process' own. */
    @After
    public void nothingWaits() {
        LinkActivity.take();
    }

    @Test
    public void aTouchedLinkIsHandedOverOnce() {
        Activity activity = touched(LINK, null);

        assertTrue(activity.isFinishing());
        assertEquals(LINK, LinkActivity.take());
        assertNull(LinkActivity.take());
    }

    @Test
    public void ofSeveralLinksTheNewestCounts() {
        touched("auxilio://unirse?c=central.example&t=old", null);
        touched(LINK, null);

        assertEquals(LINK, LinkActivity.take());
        assertNull(LinkActivity.take());
    }

    @Test
    public void aLinkThatComesBackFromTheRecentTasksIsNotTakenAgain() {
        touched(LINK, new Bundle());

        assertNull(LinkActivity.take());
    }

    @Test
    public void withoutALinkThereIsNone() {
        Robolectric.buildActivity(LinkActivity.class).create();

        assertNull(LinkActivity.take());
    }
}
