// Work items: blocks that can be cancelled, which decides whether they do anything when they run.

#include "Hooks.h"

#if DISPATCH_HOOKS

CREATE(dispatch_block_create, (unsigned long flags, Pointer block), (flags, block))
CREATE(
    dispatch_block_create_with_qos_class, (unsigned long flags, unsigned quality, int priority, Pointer block),
    (flags, quality, priority, block))

WEAK void dispatch_block_cancel(Pointer block) {
  ORIGINAL(dispatch_block_cancel);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->itemUsed(block, 1);
  original(block);
}

WEAK intptr_t dispatch_block_testcancel(Pointer block) {
  ORIGINAL(dispatch_block_testcancel);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->itemUsed(block, 0);
  return original(block);
}

#endif
