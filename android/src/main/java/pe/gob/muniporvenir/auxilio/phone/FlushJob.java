package pe.gob.muniporvenir.auxilio.phone;

import android.app.job.JobInfo;
import android.app.job.JobParameters;
import android.app.job.JobScheduler;
import android.app.job.JobService;
import android.content.ComponentName;
import android.content.Context;
import android.os.Build;
import java.util.concurrent.Executor;

/**
 * Sends what waits once there is a network, though the app was closed, the process ended or the
 * phone restarted: the system keeps the job, and the wait before each next try grows. Rust asks for
 * it whenever something waits ({@code src/platform/android/attendant.rs}).
 */
public final class FlushJob extends JobService {
    static final int ID = 1;

    /** The first wait; the system doubles it, to five hours at most. */
    private static final long BACKOFF_MS = 30_000;

    /** Where the work is done: it takes longer than the main thread may. */
    Executor worker = work -> new Thread(work, "auxilio-flush").start();

    /** Asks for the job, unless it is asked for or at work already. False: the system took none. */
    public static boolean schedule(Context context) {
        JobScheduler scheduler = context.getSystemService(JobScheduler.class);
        if (scheduler == null) {
            return false;
        }
        // Asking for one that is at work would stop it.
        if (scheduler.getPendingJob(ID) != null) {
            return true;
        }
        // Those run in Doze and battery saver too, from a budget that may be spent.
        boolean mayHurry = Build.VERSION.SDK_INT >= Build.VERSION_CODES.S;
        return mayHurry && isTaken(scheduler, job(context).setExpedited(true))
                || isTaken(scheduler, job(context));
    }

    private static boolean isTaken(JobScheduler scheduler, JobInfo.Builder job) {
        return scheduler.schedule(job.build()) == JobScheduler.RESULT_SUCCESS;
    }

    private static JobInfo.Builder job(Context context) {
        return new JobInfo.Builder(ID, new ComponentName(context, FlushJob.class))
                .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
                .setBackoffCriteria(BACKOFF_MS, JobInfo.BACKOFF_POLICY_EXPONENTIAL)
                .setPersisted(true);
    }

    @Override
    public boolean onStartJob(JobParameters parameters) {
        worker.execute(() -> jobFinished(parameters, Core.flush(this)));
        return true;
    }

    /** The network went, or the time is over. What was begun goes on while the process lives. */
    @Override
    public boolean onStopJob(JobParameters parameters) {
        return true;
    }
}
