package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import android.app.Activity;
import android.content.ComponentName;
import android.content.Context;
import android.content.pm.ActivityInfo;
import android.content.pm.PackageManager;
import android.view.WindowManager;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.Shadows;

@RunWith(RobolectricTestRunner.class)
public final class FacesTest {
    private final Context phone = RuntimeEnvironment.getApplication();

    private int state(String face) {
        ComponentName alias = Faces.alias(phone, face);
        return phone.getPackageManager().getComponentEnabledSetting(alias);
    }

    private void isBuiltWithFaces() {
        for (String face : Faces.ALL) {
            ActivityInfo alias = new ActivityInfo();
            alias.packageName = phone.getPackageName();
            alias.name = Faces.alias(phone, face).getClassName();
            Shadows.shadowOf(phone.getPackageManager()).addOrUpdateActivity(alias);
        }
    }

    @Test
    public void oneFaceIsShownAtATime() {
        isBuiltWithFaces();
        for (String shown : Faces.ALL) {
            assertTrue(Faces.show(phone, shown));
            for (String face : Faces.ALL) {
                int expected = face.equals(shown)
                        ? PackageManager.COMPONENT_ENABLED_STATE_ENABLED
                        : PackageManager.COMPONENT_ENABLED_STATE_DISABLED;
                assertEquals(face, expected, state(face));
            }
        }
    }

    private boolean isReachable(Class<?> component) {
        int state = phone.getPackageManager()
                .getComponentEnabledSetting(new ComponentName(phone, component));
        return state != PackageManager.COMPONENT_ENABLED_STATE_DISABLED;
    }

    /** The tile, the widget, the shortcut's activity and the one for links. */
    @Test
    public void behindAnotherFaceTheAppIsNowhereElseAndWithItsOwnEverythingIsBack() {
        isBuiltWithFaces();
        for (boolean hides : new boolean[] {true, false, true}) {
            assertTrue(Faces.show(phone, hides ? "Face_Calculator" : Faces.OWN));
            for (Class<?> telling : Faces.TELLING) {
                assertEquals(telling.getName(), !hides, isReachable(telling));
            }
            assertEquals(hides, Faces.isHidden(phone));
            // What works for an alert that is under way goes on.
            for (Class<?> works :
                    new Class<?>[] {AlertService.class, FlushJob.class, WakeReceiver.class}) {
                assertTrue(works.getName(), isReachable(works));
            }
        }
    }

    @Test
    public void anAppThatHasNeverHiddenIsNotHidden() {
        assertFalse(Faces.isHidden(phone));
    }

    @Test
    public void aFaceThatNobodyDrewChangesNothing() {
        isBuiltWithFaces();

        assertFalse(Faces.show(phone, "Face_Nobody"));
        assertEquals(
                PackageManager.COMPONENT_ENABLED_STATE_DEFAULT, state(Faces.ALL.get(0)));
    }

    @Test
    public void aSecretWindowIsInNoPictureUntilItIsNoSecretAnyMore() {
        Activity activity = Robolectric.buildActivity(Activity.class).setup().get();
        int secure = WindowManager.LayoutParams.FLAG_SECURE;

        assertTrue(Secrecy.keep(activity, true));
        assertEquals(secure, activity.getWindow().getAttributes().flags & secure);
        assertTrue(Secrecy.keep(activity, false));
        assertEquals(0, activity.getWindow().getAttributes().flags & secure);
        assertFalse(Secrecy.keep(phone, true));
    }
}
