package pe.gob.muniporvenir.auxilio.phone;

import android.content.Context;
import java.util.ArrayList;
import java.util.List;

/** A core that answers as a test wants, and remembers what it was asked. */
final class Asked implements Core.Answers {
    final List<String> asked = new ArrayList<>();
    boolean raises = true;
    boolean stillWaits = false;

    @Override
    public boolean isReady(Context context) {
        return true;
    }

    @Override
    public boolean raise() {
        asked.add("raise");
        return raises;
    }

    @Override
    public boolean cancel() {
        asked.add("cancel");
        return true;
    }

    @Override
    public boolean flush() {
        asked.add("flush");
        return stillWaits;
    }

    @Override
    public void networkCame() {
        asked.add("networkCame");
    }

    @Override
    public void textReported(String alertId, int outcome) {
        asked.add("textReported " + alertId + " " + outcome);
    }
}
