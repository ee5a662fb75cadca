// Sources and the objects that can be suspended: timers are taken, with an object of Dispatch's that never fires.

#include "Hooks.h"

#if DISPATCH_HOOKS

// Sources: those of timers are taken, with an object of Dispatch's that never fires.

WEAK Pointer dispatch_source_create(const void *type, uintptr_t handle, uintptr_t mask, Pointer queue) {
  ORIGINAL(dispatch_source_create);
  Pointer source = original(type, handle, mask, queue);
  const struct DispatchCalls *calls = taken();
  if (calls && source) {
    if (type == dlsym(RTLD_DEFAULT, "_dispatch_source_type_timer")) calls->timerCreated(source, queue);
    else calls->escaped("DispatchSource");
  }
  return source;
}

WEAK void dispatch_source_set_timer(Pointer source, uint64_t start, uint64_t interval, uint64_t leeway) {
  ORIGINAL(dispatch_source_set_timer);
  const struct DispatchCalls *calls = taken();
  if (calls && calls->timerSet(source, start, interval)) return;
  original(source, start, interval, leeway);
}

#define HANDLER(symbol, call) \
  WEAK void symbol(Pointer source, Pointer block) { \
    ORIGINAL(symbol); \
    const struct DispatchCalls *calls = taken(); \
    if (calls && calls->call(source, block)) return; \
    original(source, block); \
  }
HANDLER(dispatch_source_set_event_handler, timerHandler)
HANDLER(dispatch_source_set_cancel_handler, timerCancelHandler)
HANDLER(dispatch_source_set_registration_handler, timerRegistrationHandler)

WEAK void dispatch_source_cancel(Pointer source) {
  ORIGINAL(dispatch_source_cancel);
  const struct DispatchCalls *calls = taken();
  if (calls) (void)calls->timerCancel(source);
  // Of the object too, which is asked whether it is cancelled.
  original(source);
}

WEAK uintptr_t dispatch_source_get_data(Pointer source) {
  ORIGINAL(dispatch_source_get_data);
  const struct DispatchCalls *calls = taken();
  uintptr_t data;
  return calls && calls->timerData(source, &data) ? data : original(source);
}

#define CONTROL(symbol, call) \
  WEAK void symbol(Pointer object) { \
    ORIGINAL(symbol); \
    const struct DispatchCalls *calls = taken(); \
    if (calls && calls->call(object)) return; \
    original(object); \
  }
CONTROL(dispatch_suspend, suspend)
CONTROL(dispatch_resume, resume)
CONTROL(dispatch_activate, activate)

WEAK void dispatch_release(Pointer object) {
  ORIGINAL(dispatch_release);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->released(object);
  original(object);
}

#endif
