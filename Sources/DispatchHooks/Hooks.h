// What the hooks have in common: which calls are taken, the originals, and blocks with flags.

#pragma once

#define _GNU_SOURCE

#include "DispatchCalls.h"

#if !defined(BRAID_PORTABLE) && defined(__linux__) && !__has_feature(thread_sanitizer) && \
    (defined(__x86_64__) || defined(__aarch64__))

#define DISPATCH_HOOKS 1

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifndef RTLD_NEXT
#define RTLD_NEXT ((void *)-1l)
#endif
#ifndef RTLD_DEFAULT
#define RTLD_DEFAULT ((void *)0)
#endif

typedef DispatchPointer Pointer;

#define WEAK __attribute__((weak))

/// What takes the calls of the calling thread; NULL if none does.
static inline const struct DispatchCalls *taken(void) {
  const struct DispatchCalls *calls = __atomic_load_n(&dispatchCalls, __ATOMIC_ACQUIRE);
  return __builtin_expect(calls != NULL, 0) && calls->isTaken() ? calls : NULL;
}

// Other libraries may call these before the constructors of this one have run, so that each looks for the original itself.
#define ORIGINAL(symbol) \
  static __typeof__(&symbol) original; \
  if (__builtin_expect(original == NULL, 0)) *(void **)&original = dlsym(RTLD_NEXT, #symbol)

// A function that makes an object, which is noted.
#define CREATE(symbol, PARAMETERS, ARGUMENTS) \
  WEAK Pointer symbol PARAMETERS { \
    ORIGINAL(symbol); \
    Pointer object = original ARGUMENTS; \
    const struct DispatchCalls *calls = taken(); \
    if (calls && object) calls->created(object); \
    return object; \
  }

/// Takes a lock as `pthread_mutex_lock` does, for another hook.
int dispatchHooksLock(pthread_mutex_t *mutex);

// Blocks that have flags of their own: what `dispatch_block_create` makes. The data begins with a known number.

struct BlockData {
  unsigned long magic, flags;
};
enum { dataOffset = 32, isBarrierFlag = 1 };

/// The data of a block that has flags of its own; NULL if it has none.
static inline const struct BlockData *dataOfItem(Pointer block) {
  static void *const *special;
  if (special == NULL) special = dlsym(RTLD_DEFAULT, "_dispatch_block_special_invoke");
  if (special == NULL || *(void **)((char *)block + 16) != *special) return NULL;
  const struct BlockData *data = (const void *)((char *)block + dataOffset);
  return data->magic == 0xD159B10C ? data : NULL;
}

static inline int isBarrier(Pointer block) {
  const struct BlockData *data = dataOfItem(block);
  return data && (data->flags & isBarrierFlag) != 0;
}

#endif
