// Functions of the Swift concurrency library, defined anew: who listens to them, and where in the code their calls are.
//
// On ELF platforms a symbol that the program defines wins over the one of a shared library, also for the calls that the
// compiler emits. A driven loop learns by this what no public interface reports: which task is cancelled, and which task
// waits for which.

#include "Forwarding.h"

#if CONCURRENCY_HOOKS

ConcurrencyListener concurrencyListener;
_Thread_local uintptr_t concurrencyCallSite;
_Thread_local Word *concurrencyCallContext;
_Thread_local uintptr_t *concurrencyCreationFrame;
_Thread_local uintptr_t *concurrencyResumptionFrame;

int ConcurrencyHooksListen(ConcurrencyListener newListener) {
  // Only a shared library has a next definition.
  if (dlsym(RTLD_NEXT, "swift_task_create") == NULL) return 0;
  __atomic_store_n(&concurrencyListener, newListener, __ATOMIC_RELEASE);
  return 1;
}

// An asynchronous function returns to what its context names: the rest of its caller, whose context is named as well. That is
// where the caller waits. A return address is one behind the place that is looked up.
size_t ConcurrencyCallSites(uintptr_t *sites, size_t capacity) {
  size_t count = 0;
  if (concurrencyCallSite && count < capacity) sites[count++] = concurrencyCallSite;
  for (Word *context = concurrencyCallContext; context && count < capacity; context = context[0])
    if (context[1]) sites[count++] = (uintptr_t)context[1] + 1;
  return count;
}

// Swift keeps the chain of frame pointers; that of an asynchronous function has a mark in its high bits. A frame is read only
// if it is above the last one and near it, which is on the stack of the thread.
static size_t sitesAbove(uintptr_t *frame, uintptr_t *sites, size_t capacity) {
  enum { nearness = 1 << 14 };
  const uintptr_t marks = (uintptr_t)0xF << 60;
  size_t count = 0;
  while (frame != NULL && count < capacity) {
    sites[count++] = frame[1];
    uintptr_t next = frame[0] & ~marks;
    int isAsynchronous = (frame[0] & marks) != 0 && next != 0;
    if (next % sizeof(uintptr_t) != 0 || next <= (uintptr_t)frame || next - (uintptr_t)frame > nearness) break;
    frame = isAsynchronous && count > 1 ? NULL : (uintptr_t *)next;
  }
  return count;
}

size_t ConcurrencyCreationSites(uintptr_t *sites, size_t capacity) {
  return sitesAbove(concurrencyCreationFrame, sites, capacity);
}

size_t ConcurrencyResumptionSites(uintptr_t *sites, size_t capacity) {
  return sitesAbove(concurrencyResumptionFrame, sites, capacity);
}

// A static library gives its parts only to those who ask for something that is not defined yet. These are asked for so that
// the parts come whose functions are all defined here.
extern char swift_asyncLet_consume, swift_taskGroup_isEmpty, swift_task_getCurrent, swift_task_getJobFlags;
__attribute__((used)) static const void *const parts[] = {
    &swift_asyncLet_consume, &swift_taskGroup_isEmpty, &swift_task_getCurrent, &swift_task_getJobFlags};

#else

size_t ConcurrencyCallSites(uintptr_t *sites, size_t capacity) { return (void)sites, (void)capacity, 0; }

size_t ConcurrencyCreationSites(uintptr_t *sites, size_t capacity) { return (void)sites, (void)capacity, 0; }

size_t ConcurrencyResumptionSites(uintptr_t *sites, size_t capacity) { return (void)sites, (void)capacity, 0; }

int ConcurrencyHooksListen(ConcurrencyListener listener) { return (void)listener, 0; }

#endif
