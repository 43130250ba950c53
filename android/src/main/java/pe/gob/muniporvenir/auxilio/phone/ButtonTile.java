package pe.gob.muniporvenir.auxilio.phone;

import android.service.quicksettings.TileService;

/**
 * The button beside the phone's own switches, on the lock screen too: one touch raises an alert,
 * and nothing has to be unlocked for it. The notification takes a touch by mistake back.
 */
public final class ButtonTile extends TileService {
    @Override
    public void onClick() {
        super.onClick();
        AlertService.press(this);
    }
}
