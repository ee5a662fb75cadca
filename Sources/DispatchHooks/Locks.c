// Locks of the system's: one that a waiting event of the loop holds is waited for by the loop.
//
// An event that waits for Dispatch keeps its thread, and the thread its locks. Another event that takes one of them would stop its
// thread, and with it the loop, for ever: so it waits as it does for Dispatch. Any other lock is waited for by the system.

#include "Hooks.h"

#if DISPATCH_HOOKS

#include <errno.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <sys/syscall.h>

static enum DispatchLockWait waitFor(const struct DispatchCalls *calls, Pointer word, int owner) {
  return owner == 0 ? DispatchLockElsewhere : calls->lockWait(word, owner);
}

WEAK int pthread_mutex_lock(pthread_mutex_t *mutex) {
  ORIGINAL(pthread_mutex_lock);
  // A lock that is free is taken as without the hook, nearly as fast.
  int failure = pthread_mutex_trylock(mutex);
  if (__builtin_expect(failure != EBUSY, 1)) return failure;
  const struct DispatchCalls *calls = taken();
  // A lock that checks for errors knows its owner.
  if (!calls || (mutex->__data.__kind & 3) == PTHREAD_MUTEX_ERRORCHECK) return original(mutex);
  while (failure == EBUSY) {
    switch (waitFor(calls, mutex, __atomic_load_n(&mutex->__data.__owner, __ATOMIC_RELAXED))) {
    case DispatchLockElsewhere: return original(mutex);
    case DispatchLockTried: failure = pthread_mutex_trylock(mutex); break;
    case DispatchLockAbandoned: return EDEADLK;
    }
  }
  return failure;
}

/// The call by which `Mutex` waits for a lock that is not free, whose word is the number of the thread that holds it.
///
/// It passes six arguments on, of which the caller may have given fewer.
WEAK __attribute__((no_sanitize("address"))) long syscall(long number, ...) {
  ORIGINAL(syscall);
  va_list list;
  va_start(list, number);
  long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
  long d = va_arg(list, long), e = va_arg(list, long), f = va_arg(list, long);
  va_end(list);
  if (number == SYS_futex && (b & FUTEX_CMD_MASK) == FUTEX_LOCK_PI) {
    const struct DispatchCalls *calls = taken();
    enum DispatchLockWait wait = DispatchLockTried;
    while (calls && wait == DispatchLockTried) {
      int owner = (int)(__atomic_load_n((uint32_t *)a, __ATOMIC_RELAXED) & FUTEX_TID_MASK);
      // The system refuses a lock that the thread itself holds, and the library stops.
      if (owner == DispatchCallsThread()) break;
      wait = waitFor(calls, (Pointer)a, owner);
    }
    if (wait == DispatchLockAbandoned) {
      errno = EDEADLK;
      return -1;
    }
  }
  return original(number, a, b, c, d, e, f);
}

#endif
