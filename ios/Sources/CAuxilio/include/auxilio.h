/* The one way from outside the app's own screens into its core. src/platform/ios/swift.rs has the
 * other end; tests/ios/swift.rs holds both to the same words. */
#ifndef AUXILIO_H
#define AUXILIO_H

#include <stdint.h>

/* What a press answers. */
enum {
    /* There is no core in this process: no alert was made. */
    AUXILIO_NO_CORE = 0,
    /* The alert is on the phone's disk, and being sent. */
    AUXILIO_SAVED = 1,
    /* The alert could not be saved in time; it is being sent all the same. */
    AUXILIO_NOT_SAVED = 2,
    /* The alert is being sent, and nothing may be said of it: the app hides behind a face. */
    AUXILIO_QUIET = 3,
};

/* The press. */
typedef int32_t (*auxilio_raise_fn)(void);

/* Called once by the app's program, before iOS calls any intent. */
void auxilio_connect(auxilio_raise_fn raise);

/* The press: it is queued at once, and this returns when the disk has it, within six seconds. Not
 * for the main thread. A second one is urgency of the alert that runs. */
int32_t auxilio_raise(void);

#endif
