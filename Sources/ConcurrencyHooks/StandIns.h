// What stands in for a task as the continuation of watched code.

#pragma once

#include "Forwarding.h"

#if CONCURRENCY_HOOKS

/// Whether a continuation is a stand-in; it is a task otherwise.
HIDDEN int isStandIn(Word continuation);

/// The task behind a stand-in, which is spent from now on; NULL if it was spent before.
HIDDEN Word taskOfStandIn(Word continuation);

/// Records a second resumption, of a checked continuation with the text of its function, or of a stand-in.
///
/// FRAME is that of the function which the resuming code calls. Returns 0 if it is not recorded.
HIDDEN int recordResumption(const void *function, Word continuation, uintptr_t *frame);

#endif
