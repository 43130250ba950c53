package pe.gob.muniporvenir.auxilio.phone;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.robolectric.Shadows.shadowOf;

import android.app.job.JobInfo;
import android.app.job.JobScheduler;
import android.content.Context;
import android.content.ContextWrapper;
import android.content.Intent;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;

@RunWith(RobolectricTestRunner.class)
public final class FlushJobTest {
    private final Context context = RuntimeEnvironment.getApplication();
    private final JobScheduler scheduler = context.getSystemService(JobScheduler.class);
    private final Asked core = new Asked();

    @Before
    public void aCore() {
        Core.answeredBy(core);
    }

    private FlushJob job() {
        FlushJob job = Robolectric.setupService(FlushJob.class);
        job.worker = Runnable::run;
        return job;
    }

    /** What took its place says the same only since Android 9. */
    @Test
    @SuppressWarnings("deprecation")
    public void theJobWaitsForANetworkOutlivesARestartAndTriesMoreAndMoreSeldom() {
        assertTrue(FlushJob.schedule(context));

        JobInfo job = scheduler.getPendingJob(FlushJob.ID);
        assertEquals(JobInfo.NETWORK_TYPE_ANY, job.getNetworkType());
        assertTrue(job.isPersisted());
        assertEquals(JobInfo.BACKOFF_POLICY_EXPONENTIAL, job.getBackoffPolicy());
        assertEquals(FlushJob.class.getName(), job.getService().getClassName());
    }

    @Test
    public void askedForTwiceItIsOneJobAndTheFirstIsNotStopped() {
        FlushJob.schedule(context);
        JobInfo first = scheduler.getPendingJob(FlushJob.ID);
        FlushJob.schedule(context);

        assertEquals(1, scheduler.getAllPendingJobs().size());
        assertTrue(first == scheduler.getPendingJob(FlushJob.ID));
    }

    @Test
    public void aPhoneWithoutJobsIsAnAnswer() {
        Context without = new ContextWrapper(context) {
            @Override
            public Object getSystemService(String name) {
                return null;
            }
        };

        assertFalse(FlushJob.schedule(without));
    }

    @Test
    public void whatStillWaitsIsTriedAgainLater() {
        core.stillWaits = true;
        FlushJob job = job();

        assertTrue(job.onStartJob(null));
        assertEquals(List.of("flush"), core.asked);
        assertTrue(shadowOf(job).getIsJobFinished());
        assertTrue(shadowOf(job).getIsRescheduleNeeded());
    }

    @Test
    public void whereNothingWaitsTheJobIsDone() {
        FlushJob job = job();

        assertTrue(job.onStartJob(null));
        assertTrue(shadowOf(job).getIsJobFinished());
        assertFalse(shadowOf(job).getIsRescheduleNeeded());
    }

    @Test
    public void aJobThatTheSystemStopsComesBack() {
        assertTrue(job().onStopJob(null));
    }

    @Test
    public void aRestartAndANewVersionAskForTheJobAndNothingElseDoes() {
        WakeReceiver receiver = new WakeReceiver();
        receiver.onReceive(context, new Intent("com.example.BOOT_COMPLETED"));
        assertTrue(scheduler.getAllPendingJobs().isEmpty());

        for (String action :
                List.of(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)) {
            scheduler.cancelAll();
            receiver.onReceive(context, new Intent(action));
            assertNotNull(action, scheduler.getPendingJob(FlushJob.ID));
        }
    }
}
