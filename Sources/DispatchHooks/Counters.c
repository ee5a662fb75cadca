// Groups and semaphores, and the work items of groups.

#include "Hooks.h"

#if DISPATCH_HOOKS

// Groups and semaphores.

WEAK void dispatch_group_enter(Pointer group) {
  ORIGINAL(dispatch_group_enter);
  const struct DispatchCalls *calls = taken();
  if (calls) return calls->groupEnter(group);
  original(group);
}

WEAK void dispatch_group_leave(Pointer group) {
  ORIGINAL(dispatch_group_leave);
  const struct DispatchCalls *calls = taken();
  if (calls) return calls->groupLeave(group);
  original(group);
}

WEAK intptr_t dispatch_group_wait(Pointer group, uint64_t timeout) {
  ORIGINAL(dispatch_group_wait);
  const struct DispatchCalls *calls = taken();
  return calls ? calls->groupWait(group, timeout) : original(group, timeout);
}

WEAK void dispatch_group_notify(Pointer group, Pointer queue, Pointer block) {
  ORIGINAL(dispatch_group_notify);
  const struct DispatchCalls *calls = taken();
  if (calls) return calls->groupNotify(group, queue, block);
  original(group, queue, block);
}

// A work item in a group leaves it when it ends: a block around the item does.

struct GroupedBlock {
  void *isa;
  int flags, reserved;
  void (*invoke)(struct GroupedBlock *);
  const void *descriptor;
  Pointer group, block;
};

WEAK Pointer _Block_copy(Pointer block);
WEAK void _Block_release(Pointer block);

static void runGrouped(struct GroupedBlock *it) {
  DispatchCallsRun(it->block);
  dispatch_group_leave(it->group);
}

WEAK void dispatch_retain(Pointer object);
void dispatch_release(Pointer object);

static void copyGrouped(struct GroupedBlock *target, const struct GroupedBlock *source) {
  target->block = _Block_copy(source->block);
  target->group = source->group;
  dispatch_retain(target->group);
}

static void disposeGrouped(struct GroupedBlock *it) {
  _Block_release(it->block);
  dispatch_release(it->group);
}

static const struct {
  unsigned long reserved, size;
  void (*copy)(struct GroupedBlock *, const struct GroupedBlock *);
  void (*dispose)(struct GroupedBlock *);
} descriptorOfGrouped = {0, sizeof(struct GroupedBlock), copyGrouped, disposeGrouped};

extern void *_NSConcreteStackBlock[] WEAK;

WEAK void dispatch_group_async(Pointer group, Pointer queue, Pointer block) {
  ORIGINAL(dispatch_group_async);
  const struct DispatchCalls *calls = taken();
  if (!calls) return original(group, queue, block);
  calls->groupEnter(group);
  enum { hasCopyHelpers = 1 << 25 };
  struct GroupedBlock grouped = {_NSConcreteStackBlock, hasCopyHelpers, 0, runGrouped, &descriptorOfGrouped, group, block};
  calls->async(queue, &grouped, isBarrier(block));
}

WEAK intptr_t dispatch_semaphore_signal(Pointer semaphore) {
  ORIGINAL(dispatch_semaphore_signal);
  const struct DispatchCalls *calls = taken();
  return calls ? calls->semaphoreSignal(semaphore) : original(semaphore);
}

WEAK intptr_t dispatch_semaphore_wait(Pointer semaphore, uint64_t timeout) {
  ORIGINAL(dispatch_semaphore_wait);
  const struct DispatchCalls *calls = taken();
  return calls ? calls->semaphoreWait(semaphore, timeout) : original(semaphore, timeout);
}

#endif
