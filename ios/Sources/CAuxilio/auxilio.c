#include "auxilio.h"

#include <stddef.h>

static auxilio_raise_fn connected = NULL;

void auxilio_connect(auxilio_raise_fn raise) {
    connected = raise;
}

int32_t auxilio_raise(void) {
    return connected == NULL ? AUXILIO_NO_CORE : connected();
}
