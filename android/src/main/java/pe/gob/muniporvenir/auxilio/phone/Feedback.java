package pe.gob.muniporvenir.auxilio.phone;

import android.content.Context;
import android.content.Intent;
import android.media.AudioAttributes;
import android.media.AudioFormat;
import android.media.AudioManager;
import android.media.AudioTrack;
import android.os.Build;
import android.os.VibrationEffect;
import android.os.Vibrator;
import android.speech.tts.TextToSpeech;
import java.util.Locale;

/**
 * What Rust ({@code src/platform/android/feedback.rs}) has the phone do to be felt and heard. It
 * decides nothing, and what a phone lacks does nothing.
 */
public final class Feedback implements TextToSpeech.OnInitListener {
    /** Names the only phrase there is at a time. */
    private static final String PHRASE = "phrase";

    private final Vibrator vibrator;
    private final boolean hasVoice;
    private final TextToSpeech voice;
    private AudioTrack playing;
    /** Said before the voice was ready: only the last of it still counts. */
    private String[] waiting;
    private boolean isReady;

    public Feedback(Context context) {
        vibrator = context.getSystemService(Vibrator.class);
        Intent service = new Intent(TextToSpeech.Engine.INTENT_ACTION_TTS_SERVICE);
        hasVoice = !context.getPackageManager().queryIntentServices(service, 0).isEmpty();
        voice = hasVoice ? new TextToSpeech(context.getApplicationContext(), this) : null;
    }

    public boolean hasVoice() {
        return hasVoice;
    }

    /** Milliseconds of rest and of vibration by turns, beginning with a rest. */
    @SuppressWarnings("deprecation") // VibrationEffect is there only since Android 8.
    public void vibrate(long[] timingsMs) {
        if (vibrator == null || !vibrator.hasVibrator()) {
            return;
        }
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.O) {
            vibrator.vibrate(VibrationEffect.createWaveform(timingsMs, -1));
        } else {
            vibrator.vibrate(timingsMs, -1);
        }
    }

    /** Plays one channel of samples, in the place of what is playing. */
    public synchronized void play(short[] samples, int perSecond) {
        if (playing != null) {
            playing.release();
            playing = null;
        }
        AudioTrack track = new AudioTrack(
                new AudioAttributes.Builder()
                        .setUsage(AudioAttributes.USAGE_ASSISTANCE_SONIFICATION)
                        .setContentType(AudioAttributes.CONTENT_TYPE_SONIFICATION)
                        .build(),
                new AudioFormat.Builder()
                        .setEncoding(AudioFormat.ENCODING_PCM_16BIT)
                        .setSampleRate(perSecond)
                        .setChannelMask(AudioFormat.CHANNEL_OUT_MONO)
                        .build(),
                samples.length * Short.BYTES,
                AudioTrack.MODE_STATIC,
                AudioManager.AUDIO_SESSION_ID_GENERATE);
        if (track.write(samples, 0, samples.length) == samples.length) {
            track.play();
            playing = track;
        } else {
            track.release();
        }
    }

    /** Says a phrase in a language (BCP 47), in the place of what is being said. */
    public synchronized void speak(String phrase, String language) {
        if (voice == null) {
            return;
        }
        if (!isReady) {
            waiting = new String[] {phrase, language};
            return;
        }
        // Where the phone lacks the language, its own voice says it as well as it can.
        voice.setLanguage(Locale.forLanguageTag(language));
        voice.speak(phrase, TextToSpeech.QUEUE_FLUSH, null, PHRASE);
    }

    @Override
    public synchronized void onInit(int status) {
        isReady = status == TextToSpeech.SUCCESS;
        if (isReady && waiting != null) {
            speak(waiting[0], waiting[1]);
        }
        waiting = null;
    }
}
