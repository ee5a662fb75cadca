// The functions that allocate and free memory: they tell the log of the running event, and call the C library's own.
//
// A program's definition wins over a shared library's, also for the calls from other libraries. Without an event of a
// driven loop on the calling thread each of them is one check of a thread-local variable and the original.

#include "AccessLogHooks.h"

#if ALLOCATION_HOOKS

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>

#ifndef RTLD_NEXT
#define RTLD_NEXT ((void *)-1l)
#endif

static inline void *allocated(void *memory, size_t size) {
  if (UNLIKELY(accessLog != NULL) && memory != NULL) accessLogAllocate(accessLog, (uintptr_t)memory, size);
  return memory;
}

static inline void freed(void *memory) {
  if (UNLIKELY(accessLogKnown != NULL) && memory != NULL) accessLogRelease(accessLogKnown, (uintptr_t)memory);
}

WEAK void *malloc(size_t size) { return allocated(__libc_malloc(size), size); }

WEAK void *calloc(size_t count, size_t size) { return allocated(__libc_calloc(count, size), count * size); }

WEAK void *realloc(void *memory, size_t size) {
  freed(memory);
  return allocated(__libc_realloc(memory, size), size);
}

WEAK void free(void *memory) {
  freed(memory);
  __libc_free(memory);
}

WEAK void *memalign(size_t alignment, size_t size) { return allocated(__libc_memalign(alignment, size), size); }

WEAK void *aligned_alloc(size_t alignment, size_t size) { return allocated(__libc_memalign(alignment, size), size); }

WEAK int posix_memalign(void **result, size_t alignment, size_t size) {
  void *memory = __libc_memalign(alignment, size);
  if (memory == NULL) return ENOMEM;
  *result = allocated(memory, size);
  return 0;
}

#endif
