#include "auxilio.h"

#include <stddef.h>

/* Written once, before iOS calls any intent: the program connects before it has launched. */
static struct auxilio_core connected;

void auxilio_connect(struct auxilio_core core) {
    connected = core;
}

int32_t auxilio_raise(void) {
    return connected.raise == NULL ? AUXILIO_NO_CORE : connected.raise();
}

int32_t auxilio_flush(void) {
    return connected.flush == NULL ? AUXILIO_NO_CORE : connected.flush();
}
