package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.robolectric.Shadows.shadowOf;

import android.content.Context;
import android.content.ContextWrapper;
import android.net.ConnectivityManager;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;

@RunWith(RobolectricTestRunner.class)
public final class ConnectivityTest {
    private final Context context = RuntimeEnvironment.getApplication();

    @Test
    public void theCoreHearsOfANewNetworkAndIsAskedOnlyOnceEach() {
        Asked core = new Asked();
        Core.answeredBy(core);

        assertTrue(Connectivity.watch(context));
        assertTrue(Connectivity.watch(context));

        ConnectivityManager manager = context.getSystemService(ConnectivityManager.class);
        assertEquals(1, shadowOf(manager).getNetworkCallbacks().size());
        shadowOf(manager).getNetworkCallbacks().forEach(it -> it.onAvailable(null));
        assertEquals(List.of("networkCame"), core.asked);
    }

    @Test
    public void aPhoneThatTellsOfNoNetworksIsAnAnswer() {
        Context without = new ContextWrapper(context) {
            @Override
            public Object getSystemService(String name) {
                return null;
            }
        };

        assertFalse(Connectivity.watch(without));
    }
}
