package pe.gob.muniporvenir.auxilio.phone;

import android.app.PendingIntent;
import android.appwidget.AppWidgetManager;
import android.appwidget.AppWidgetProvider;
import android.appwidget.AppWidgetProviderInfo;
import android.content.Context;
import android.content.Intent;
import android.os.Build;
import android.widget.RemoteViews;

/**
 * The button on the home screen: one touch raises an alert. The notification takes a touch by
 * mistake back.
 */
public final class ButtonWidget extends AppWidgetProvider {
    @Override
    public void onUpdate(Context context, AppWidgetManager manager, int[] ids) {
        for (int id : ids) {
            AppWidgetProviderInfo info = manager.getAppWidgetInfo(id);
            if (info != null) {
                manager.updateAppWidget(id, views(context, info.initialLayout));
            }
        }
    }

    private static RemoteViews views(Context context, int layout) {
        RemoteViews views = new RemoteViews(context.getPackageName(), layout);
        views.setOnClickPendingIntent(android.R.id.button1, pressed(context));
        return views;
    }

    /** A touch starts the service as a gesture of the person, wherever the app is. */
    static PendingIntent pressed(Context context) {
        Intent raise = AlertService.intent(context, AlertService.RAISE);
        return Build.VERSION.SDK_INT >= Build.VERSION_CODES.O
                ? PendingIntent.getForegroundService(context, 0, raise, PendingIntent.FLAG_IMMUTABLE)
                : PendingIntent.getService(context, 0, raise, PendingIntent.FLAG_IMMUTABLE);
    }
}
