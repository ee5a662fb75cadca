// The functions of the Swift runtime for objects: their types, and which event ends an object that several refer to.
//
// Which event releases an object last depends on the order of events, and shows if its `deinit` does something, or if a weak
// reference to the object is read. So a release that does not end the object commutes with others, one that ends it with
// such an effect does not.

#include "AccessLogHooks.h"

#if ALLOCATION_HOOKS

#define _GNU_SOURCE
#include <dlfcn.h>

#ifndef RTLD_NEXT
#define RTLD_NEXT ((void *)-1l)
#endif

// Other libraries call these before the constructors of this one have run, so that each looks for the original itself.
#define ORIGINAL(symbol) \
  static __typeof__(&symbol) original; \
  if (UNLIKELY(original == NULL)) *(void **)&original = dlsym(RTLD_NEXT, #symbol)

WEAK void *swift_allocObject(const void *type, size_t size, size_t alignmentMask) {
  ORIGINAL(swift_allocObject);
  if (UNLIKELY(accessLog != NULL)) {
    accessLogMeet(accessLog, CODE);
    accessLogType = (uintptr_t)type;
  }
  return original(type, size, alignmentMask);
}

WEAK void swift_release(void *object) {
  ORIGINAL(swift_release);
  AccessLog *log = accessLog;
  if (UNLIKELY(log != NULL)) {
    accessLogMeet(log, CODE);
    struct ObjectRelease release = accessLogBeginRelease(log, (uintptr_t)object, CODE);
    original(object);
    if (release.allocation != 0) accessLogEndRelease(log, release, CODE);
  } else {
    original(object);
  }
}

// Unoptimised code calls this before it uses a stored property. What it then calls to copy or destroy the value is not
// instrumented: functions that the compiler has outlined, and those of a generic type. Code that is not instrumented calls it
// as well, which shows that such code runs.
WEAK void swift_beginAccess(void *pointer, void *buffer, uintptr_t flags, void *code) {
  ORIGINAL(swift_beginAccess);
  if (UNLIKELY(accessLog != NULL)) {
    accessLogMeet(accessLog, CODE);
    if (accessLogIsInFunction(accessLog, CODE)) {
      unsigned modes = flags & 1 ? AccessModeRead | AccessModeWrite : AccessModeRead;
      accessLogNoteProperty(accessLog, (uintptr_t)pointer, modes | AccessModeAnnounced, CODE);
    }
  }
  original(pointer, buffer, flags, code);
}

WEAK void *swift_weakInit(void *reference, void *object) {
  ORIGINAL(swift_weakInit);
  if (UNLIKELY(accessLog != NULL)) accessLogMarkWeak(accessLog, (uintptr_t)object);
  return original(reference, object);
}

WEAK void *swift_weakAssign(void *reference, void *object) {
  ORIGINAL(swift_weakAssign);
  if (UNLIKELY(accessLog != NULL)) accessLogMarkWeak(accessLog, (uintptr_t)object);
  return original(reference, object);
}

WEAK void *swift_weakLoadStrong(void *reference) {
  ORIGINAL(swift_weakLoadStrong);
  if (UNLIKELY(accessLog != NULL)) accessLogNoteWeak(accessLog, AccessModeRead, CODE);
  return original(reference);
}

WEAK void *swift_weakTakeStrong(void *reference) {
  ORIGINAL(swift_weakTakeStrong);
  if (UNLIKELY(accessLog != NULL)) accessLogNoteWeak(accessLog, AccessModeRead, CODE);
  return original(reference);
}

#endif
