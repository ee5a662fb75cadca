// Queues and times: work that is submitted, waited for, or put off.

#include "Hooks.h"

#if DISPATCH_HOOKS

// Queues.

CREATE(dispatch_queue_create, (const char *label, Pointer attributes), (label, attributes))
CREATE(
    dispatch_queue_create_with_target, (const char *label, Pointer attributes, Pointer target),
    (label, attributes, target))
CREATE(dispatch_group_create, (void), ())
CREATE(dispatch_semaphore_create, (intptr_t value), (value))

#define SUBMIT(symbol, barrier) \
  WEAK void symbol(Pointer queue, Pointer block) { \
    ORIGINAL(symbol); \
    const struct DispatchCalls *calls = taken(); \
    if (calls) return calls->async(queue, block, barrier); \
    original(queue, block); \
  }
SUBMIT(dispatch_async, isBarrier(block))
SUBMIT(dispatch_barrier_async, 1)

#define SYNCHRONOUS(symbol, barrier) \
  WEAK void symbol(Pointer queue, Pointer block) { \
    ORIGINAL(symbol); \
    const struct DispatchCalls *calls = taken(); \
    if (calls) return calls->sync(queue, block, barrier); \
    original(queue, block); \
  }
SYNCHRONOUS(dispatch_sync, isBarrier(block))
SYNCHRONOUS(dispatch_barrier_sync, 1)
SYNCHRONOUS(dispatch_async_and_wait, isBarrier(block))
SYNCHRONOUS(dispatch_barrier_async_and_wait, 1)

WEAK void dispatch_after(uint64_t when, Pointer queue, Pointer block) {
  ORIGINAL(dispatch_after);
  const struct DispatchCalls *calls = taken();
  if (calls) return calls->after(when, queue, block);
  original(when, queue, block);
}

WEAK void dispatch_apply(size_t iterations, Pointer queue, Pointer block) {
  ORIGINAL(dispatch_apply);
  const struct DispatchCalls *calls = taken();
  if (calls) return calls->apply(iterations, block);
  original(iterations, queue, block);
}

WEAK void *dispatch_queue_get_specific(Pointer queue, const void *key);

WEAK void *dispatch_get_specific(const void *key) {
  ORIGINAL(dispatch_get_specific);
  const struct DispatchCalls *calls = taken();
  Pointer queue = calls ? calls->currentQueue() : NULL;
  size_t target = 0;
  if (queue) {
    static const uint16_t *offsets;
    if (offsets == NULL) offsets = dlsym(RTLD_DEFAULT, "dispatch_queue_offsets");
    if (offsets != NULL) target = offsets[13];
  }
  for (; queue && dispatch_queue_get_specific; queue = target ? *(Pointer *)((char *)queue + target) : NULL) {
    void *value = dispatch_queue_get_specific(queue, key);
    if (value) return value;
  }
  return calls && calls->currentQueue() ? NULL : original(key);
}

WEAK const char *dispatch_queue_get_label(Pointer queue) {
  ORIGINAL(dispatch_queue_get_label);
  const struct DispatchCalls *calls = queue ? NULL : taken();
  Pointer current = calls ? calls->currentQueue() : NULL;
  return original(current ? current : queue);
}

WEAK void dispatch_assert_queue(Pointer queue) {
  ORIGINAL(dispatch_assert_queue);
  const struct DispatchCalls *calls = taken();
  if (calls && calls->isOn(queue)) return;
  original(queue);
}

WEAK void dispatch_assert_queue_barrier(Pointer queue) {
  ORIGINAL(dispatch_assert_queue_barrier);
  const struct DispatchCalls *calls = taken();
  if (calls && calls->isOn(queue)) return;
  original(queue);
}

WEAK void dispatch_assert_queue_not(Pointer queue) {
  ORIGINAL(dispatch_assert_queue_not);
  const struct DispatchCalls *calls = taken();
  // On the queue, the original would stop the program with its message, but the thread is on none that it knows.
  if (calls && calls->isOn(queue)) __builtin_trap();
  original(queue);
}

// Time.

WEAK uint64_t dispatch_time(uint64_t when, int64_t delta) {
  ORIGINAL(dispatch_time);
  const struct DispatchCalls *calls = taken();
  return calls ? calls->time(when, delta) : original(when, delta);
}

WEAK uint64_t dispatch_walltime(const struct timespec *when, int64_t delta) {
  ORIGINAL(dispatch_walltime);
  const struct DispatchCalls *calls = taken();
  return calls && !when ? calls->walltime(delta) : original(when, delta);
}

#endif
