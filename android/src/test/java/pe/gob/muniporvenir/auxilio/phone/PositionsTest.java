package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest.permission;
import android.app.Activity;
import android.app.Application;
import android.content.Context;
import android.content.ContextWrapper;
import android.location.LocationManager;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.shadows.ShadowActivity;
import org.robolectric.shadows.ShadowLocationManager;

/** Nothing here reaches Rust: no position comes, and no provider is switched. */
@RunWith(RobolectricTestRunner.class)
public final class PositionsTest {
    private static final long REST_MS = 1_000;

    private Application application;
    private ShadowLocationManager system;

    @Before
    public void aPhone() {
        application = RuntimeEnvironment.getApplication();
        system = shadowOf(application.getSystemService(LocationManager.class));
        for (String provider : List.of("gps", "network", "fused")) {
            system.setProviderEnabled(provider, false);
        }
    }

    @Test
    public void aRefusedPermissionIsAnAnswer() {
        system.setProviderEnabled("gps", true);
        Positions positions = new Positions(application, 0);

        assertEquals(Positions.REFUSED, positions.follow(REST_MS));
        assertTrue(system.getLegacyLocationRequests("gps").isEmpty());
    }

    @Test
    public void aPermissionForTheRoughPlaceIsEnough() {
        shadowOf(application).grantPermissions(permission.ACCESS_COARSE_LOCATION);
        system.setProviderEnabled("network", true);
        Positions positions = new Positions(application, 0);

        assertEquals(Positions.WORKING, positions.follow(REST_MS));
        assertEquals(1, system.getLegacyLocationRequests("network").size());
    }

    @Test
    public void receiversThatAreSwitchedOffAreAnAnswer() {
        shadowOf(application).grantPermissions(permission.ACCESS_FINE_LOCATION);
        Positions positions = new Positions(application, 0);

        assertEquals(Positions.ABSENT, positions.follow(REST_MS));
    }

    @Test
    public void aPhoneWithoutPositionsIsAnAnswer() {
        Context without = new ContextWrapper(application) {
            @Override
            public Object getSystemService(String name) {
                return null;
            }
        };
        shadowOf(application).grantPermissions(permission.ACCESS_FINE_LOCATION);
        Positions positions = new Positions(without, 0);

        assertEquals(Positions.ABSENT, positions.follow(REST_MS));
        positions.stop();
    }

    @Test
    public void nothingIsFollowedAfterStop() {
        shadowOf(application).grantPermissions(permission.ACCESS_FINE_LOCATION);
        system.setProviderEnabled("gps", true);
        Positions positions = new Positions(application, 0);
        positions.follow(REST_MS);
        positions.follow(REST_MS);
        assertEquals(1, system.getLegacyLocationRequests("gps").size());

        positions.stop();

        assertTrue(system.getLegacyLocationRequests("gps").isEmpty());
    }

    @Test
    public void theSystemsQuestionIsForBothPlaces() {
        Activity activity = Robolectric.buildActivity(Activity.class).setup().get();
        new Positions(activity, 0).ask();

        ShadowActivity.PermissionsRequest asked = shadowOf(activity).getLastRequestedPermission();
        assertEquals(
                List.of(permission.ACCESS_FINE_LOCATION, permission.ACCESS_COARSE_LOCATION),
                List.of(asked.requestedPermissions));
    }
}
