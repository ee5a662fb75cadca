// Tells the thread sanitizer of Swift's Mutex on Linux. One that nobody else wants is taken and given back by code that the
// sanitizer watches. One that two threads want goes through these two functions of a library that it does not watch, so
// that it misses the order which the lock makes.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define TEXT(name) TEXT_OF(name)
#define TEXT_OF(name) #name

__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

// Synchronization._MutexHandle._lockSlow(UInt32)
#define LOCK_SLOWLY $s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF

__attribute__((swiftcall)) void LOCK_SLOWLY(uint32_t thread, __attribute__((swift_context)) void *lock) {
  __attribute__((swiftcall)) void (*original)(uint32_t, __attribute__((swift_context)) void *) =
      dlsym(RTLD_NEXT, TEXT(LOCK_SLOWLY));
  original(thread, lock);
  if (__tsan_acquire) __tsan_acquire(lock);
}

// Synchronization._MutexHandle._unlockSlow()
#define UNLOCK_SLOWLY $s15Synchronization12_MutexHandleV11_unlockSlowyyF

__attribute__((swiftcall)) void UNLOCK_SLOWLY(__attribute__((swift_context)) void *lock) {
  __attribute__((swiftcall)) void (*original)(__attribute__((swift_context)) void *) =
      dlsym(RTLD_NEXT, TEXT(UNLOCK_SLOWLY));
  if (__tsan_release) __tsan_release(lock);
  original(lock);
}
