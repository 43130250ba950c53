package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertFalse;

import android.content.Context;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;

@RunWith(RobolectricTestRunner.class)
public final class CoreTest {
    /** As on a phone whose processor the app was not built for: this machine has no such library. */
    @Test
    public void withoutTheCoresLibraryEveryAnswerIsNoAndNothingIsThrown() {
        Context context = RuntimeEnvironment.getApplication();
        Core.answeredBy(new Core.Library());

        assertFalse(Core.isReady(context));
        assertFalse(Core.raise(context));
        assertFalse(Core.cancel(context));
        assertFalse(Core.flush(context));
        Core.networkCame(context);
        Core.textReported(context, "018f6c1e-0000-7000-8000-000000000000", Core.SENT);
    }
}
