// Locks of the system's: one that a waiting event of the loop holds is waited for by the loop, and those of the program are noted.
//
// An event that waits for Dispatch keeps its thread, and the thread its locks. Another event that takes one of them would stop its
// thread, and with it the loop, without end: so it waits as it does for Dispatch. Any other lock is waited for by the system.

#include "Hooks.h"

#if DISPATCH_HOOKS

#include <errno.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <sys/syscall.h>

// The callers of a lock.

enum Caller {
  /// The toolchain's or the system's libraries: what they lock is their own.
  callerOfLibrary = 1,
  /// Foundation's classes of locks, which pass on what the program calls.
  callerOfLockClass,
  callerOfProgram,
};

static int isInOneFolder(const char *file, const char *other) {
  const char *end = strrchr(file, '/');
  return end && strncmp(file, other, end - file + 1) == 0 && strchr(other + (end - file + 1), '/') == NULL;
}

static enum Caller findCaller(uintptr_t code) {
  Dl_info info, own, runtime;
  if (!dladdr((void *)(code - 1), &info) || !info.dli_fname || !dladdr((void *)findCaller, &own)) return callerOfLibrary;
  if (info.dli_fbase == own.dli_fbase) return callerOfProgram;
  Pointer known = dlsym(RTLD_DEFAULT, "swift_getObjectType");
  int isLibrary = (known && dladdr(known, &runtime) && isInOneFolder(runtime.dli_fname, info.dli_fname)) ||
      strncmp(info.dli_fname, "/lib", 4) == 0 || strncmp(info.dli_fname, "/usr/lib", 8) == 0;
  if (!isLibrary) return callerOfProgram;
  if (!strstr(info.dli_fname, "/libFoundation.so")) return callerOfLibrary;
  // A function without a name is one that the compiler makes to call another.
  if (!info.dli_sname) return callerOfLockClass;
  static const char *const names[] = {"6NSLockC", "9NSLockingP", "15NSRecursiveLockC", "11NSConditionC", "15NSConditionLockC"};
  for (size_t k = 0; k < sizeof names / sizeof *names; k++)
    if (strstr(info.dli_sname, names[k])) return callerOfLockClass;
  return callerOfLibrary;
}

/// The caller at a place in code: looked up once for each, in a table whose entries are a place and the answer.
static enum Caller callerAt(uintptr_t code) {
  enum { size = 512 };
  static uintptr_t known[size];
  uintptr_t *entry = &known[(code ^ code >> 9) % size];
  uintptr_t found = __atomic_load_n(entry, __ATOMIC_RELAXED);
  if (found >> 3 == code) return (enum Caller)(found & 7);
  enum Caller caller = findCaller(code);
  __atomic_store_n(entry, code << 3 | caller, __ATOMIC_RELAXED);
  return caller;
}

/// The place in the program from which a lock is used, directly or by Foundation's classes of locks; 0 if by other code.
///
/// Swift's functions keep the chain of frames.
static uintptr_t placeInProgram(uintptr_t code, uintptr_t *frame) {
  enum { most = 4 };
  for (int k = 0; k < most; k++) {
    enum Caller caller = callerAt(code);
    if (caller == callerOfProgram) return code;
    if (caller != callerOfLockClass || frame == NULL) return 0;
    code = frame[1];
    frame = (uintptr_t *)frame[0];
  }
  return 0;
}

static void note(pthread_mutex_t *mutex, uintptr_t code, uintptr_t *frame) {
  if (callerAt(code) == callerOfLibrary) return;
  const struct DispatchCalls *calls = taken();
  uintptr_t place = calls ? placeInProgram(code, frame) : 0;
  if (place) calls->lockUsed(mutex, place);
}

// Notes the lock that the caller of a hook uses, while any run has its memory noted.
#define NOTE(mutex) \
  if (__builtin_expect(__atomic_load_n(&dispatchCallsNotedRuns, __ATOMIC_RELAXED) != 0, 0)) \
  note(mutex, (uintptr_t)__builtin_return_address(0), (uintptr_t *)*(uintptr_t *)__builtin_frame_address(0))

static int tryLock(pthread_mutex_t *mutex) {
  ORIGINAL(pthread_mutex_trylock);
  return original(mutex);
}

static enum DispatchLockWait waitFor(const struct DispatchCalls *calls, Pointer word, int owner) {
  return owner == 0 ? DispatchLockElsewhere : calls->lockWait(word, owner);
}

int dispatchHooksLock(pthread_mutex_t *mutex) {
  ORIGINAL(pthread_mutex_lock);
  // A lock that is free is taken as without the hook, nearly as fast.
  int failure = tryLock(mutex);
  if (__builtin_expect(failure != EBUSY, 1)) return failure;
  const struct DispatchCalls *calls = taken();
  // A lock that checks for errors knows its owner.
  if (!calls || (mutex->__data.__kind & 3) == PTHREAD_MUTEX_ERRORCHECK) return original(mutex);
  while (failure == EBUSY) {
    switch (waitFor(calls, mutex, __atomic_load_n(&mutex->__data.__owner, __ATOMIC_RELAXED))) {
    case DispatchLockElsewhere: return original(mutex);
    case DispatchLockTried: failure = tryLock(mutex); break;
    case DispatchLockAbandoned: return EDEADLK;
    }
  }
  return failure;
}

WEAK int pthread_mutex_lock(pthread_mutex_t *mutex) {
  NOTE(mutex);
  return dispatchHooksLock(mutex);
}

WEAK int pthread_mutex_trylock(pthread_mutex_t *mutex) {
  NOTE(mutex);
  return tryLock(mutex);
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
