// What the compiler calls under `-sanitize=thread`, before each access to memory that may be shared.
//
// The frontend's option alone (`-Xfrontend -sanitize=thread`) makes it emit the calls without linking the sanitizer, and then
// these definitions are called: they note the access if an event of a driven loop runs on the calling thread, and do
// nothing otherwise. They are weak, so that the sanitizer's own win, and are not compiled where it is in use.

#include "AccessLog.h"
#include "AccessLogHooks.h"

#if ACCESS_HOOKS

#include <string.h>

static inline void note(void *address, size_t size, unsigned modes, uintptr_t code) {
  if (UNLIKELY(accessLog != NULL)) accessLogNote(accessLog, (uintptr_t)address, size, modes, code);
}

#define ACCESSES(size) \
  WEAK void __tsan_read##size(void *address) { note(address, size, AccessModeRead, CODE); } \
  WEAK void __tsan_write##size(void *address) { note(address, size, AccessModeWrite, CODE); } \
  WEAK void __tsan_read_write##size(void *address) { note(address, size, AccessModeRead | AccessModeWrite, CODE); } \
  WEAK void __tsan_unaligned_read##size(void *address) { note(address, size, AccessModeRead, CODE); } \
  WEAK void __tsan_unaligned_write##size(void *address) { note(address, size, AccessModeWrite, CODE); } \
  WEAK void __tsan_unaligned_read_write##size(void *address) { \
    note(address, size, AccessModeRead | AccessModeWrite, CODE); \
  } \
  WEAK void __tsan_volatile_read##size(void *address) { note(address, size, AccessModeRead, CODE); } \
  WEAK void __tsan_volatile_write##size(void *address) { note(address, size, AccessModeWrite, CODE); } \
  WEAK void __tsan_unaligned_volatile_read##size(void *address) { note(address, size, AccessModeRead, CODE); } \
  WEAK void __tsan_unaligned_volatile_write##size(void *address) { note(address, size, AccessModeWrite, CODE); }

ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)

WEAK void __tsan_read_range(void *address, size_t size) { note(address, size, AccessModeRead, CODE); }
WEAK void __tsan_write_range(void *address, size_t size) { note(address, size, AccessModeWrite, CODE); }
WEAK void __tsan_vptr_read(void **address) { note(address, sizeof(void *), AccessModeRead, CODE); }
WEAK void __tsan_vptr_update(void **address, void *value) {
  (void)value;
  note(address, sizeof(void *), AccessModeWrite, CODE);
}

WEAK void *__tsan_memcpy(void *target, const void *source, size_t size) {
  note((void *)source, size, AccessModeRead, CODE);
  note(target, size, AccessModeWrite, CODE);
  return memcpy(target, source, size);
}
WEAK void *__tsan_memmove(void *target, const void *source, size_t size) {
  note((void *)source, size, AccessModeRead, CODE);
  note(target, size, AccessModeWrite, CODE);
  return memmove(target, source, size);
}
WEAK void *__tsan_memset(void *target, int byte, size_t size) {
  note(target, size, AccessModeWrite, CODE);
  return memset(target, byte, size);
}

// Accesses to stored properties through `inout`. The first address is that of the property, the size is not said.
WEAK void *__tsan_external_register_tag(const char *kind) { return (void *)kind; }
WEAK void __tsan_external_register_header(void *tag, const char *header) { (void)tag, (void)header; }
WEAK void __tsan_external_assign_tag(void *address, void *tag) { (void)address, (void)tag; }
WEAK void __tsan_external_read(void *address, void *caller, void *tag) {
  (void)caller, (void)tag;
  if (UNLIKELY(accessLog != NULL)) accessLogNoteProperty(accessLog, (uintptr_t)address, AccessModeRead, CODE);
}
WEAK void __tsan_external_write(void *address, void *caller, void *tag) {
  (void)caller, (void)tag;
  if (UNLIKELY(accessLog != NULL))
    accessLogNoteProperty(accessLog, (uintptr_t)address, AccessModeRead | AccessModeWrite, CODE);
}

WEAK void __tsan_func_entry(void *caller) {
  if (UNLIKELY(accessLog != NULL)) accessLogEnter(accessLog, (uintptr_t)caller, CODE);
}
WEAK void __tsan_func_exit(void) {
  if (UNLIKELY(accessLog != NULL)) accessLogLeave(accessLog, CODE);
}

// The code of a `deinit` runs between these two. It is the last user of the object, and of nothing else: what it touches counts.
WEAK void __tsan_ignore_thread_begin(void) {}
WEAK void __tsan_ignore_thread_end(void) {}

WEAK void __tsan_acquire(void *address) { (void)address; }
WEAK void __tsan_release(void *address) { (void)address; }

// Atomic operations, which the calls replace. Each is made with the strongest order: that allows no further outcome.

static inline void noteAtomic(const volatile void *address, unsigned modes, int isUnlock, uintptr_t code) {
  if (UNLIKELY(accessLog != NULL)) accessLogNoteAtomic(accessLog, (uintptr_t)address, modes, isUnlock, code);
}

enum { orderOfRelease = 3, both = AccessModeRead | AccessModeWrite };

#define FETCH(bits, type, name, operation) \
  WEAK type __tsan_atomic##bits##_fetch_##name(volatile type *address, type value, int order) { \
    (void)order; \
    noteAtomic(address, both, 0, CODE); \
    return operation; \
  }

#define ATOMICS(bits, type) \
  WEAK type __tsan_atomic##bits##_load(const volatile type *address, int order) { \
    (void)order; \
    noteAtomic(address, AccessModeRead, 0, CODE); \
    return __atomic_load_n(address, __ATOMIC_SEQ_CST); \
  } \
  WEAK void __tsan_atomic##bits##_store(volatile type *address, type value, int order) { \
    noteAtomic(address, AccessModeWrite, order == orderOfRelease, CODE); \
    __atomic_store_n(address, value, __ATOMIC_SEQ_CST); \
  } \
  WEAK type __tsan_atomic##bits##_exchange(volatile type *address, type value, int order) { \
    noteAtomic(address, both, order == orderOfRelease, CODE); \
    return __atomic_exchange_n(address, value, __ATOMIC_SEQ_CST); \
  } \
  FETCH(bits, type, add, __atomic_fetch_add(address, value, __ATOMIC_SEQ_CST)) \
  FETCH(bits, type, sub, __atomic_fetch_sub(address, value, __ATOMIC_SEQ_CST)) \
  FETCH(bits, type, and, __atomic_fetch_and(address, value, __ATOMIC_SEQ_CST)) \
  FETCH(bits, type, or, __atomic_fetch_or(address, value, __ATOMIC_SEQ_CST)) \
  FETCH(bits, type, xor, __atomic_fetch_xor(address, value, __ATOMIC_SEQ_CST)) \
  FETCH(bits, type, nand, __atomic_fetch_nand(address, value, __ATOMIC_SEQ_CST)) \
  WEAK type __tsan_atomic##bits##_compare_exchange_val( \
      volatile type *address, type expected, type value, int order, int failure) { \
    (void)failure; \
    noteAtomic(address, both, order == orderOfRelease, CODE); \
    __atomic_compare_exchange_n(address, &expected, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
    return expected; \
  } \
  WEAK int __tsan_atomic##bits##_compare_exchange_strong( \
      volatile type *address, type *expected, type value, int order, int failure) { \
    (void)failure; \
    noteAtomic(address, both, order == orderOfRelease, CODE); \
    return __atomic_compare_exchange_n(address, expected, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
  } \
  WEAK int __tsan_atomic##bits##_compare_exchange_weak( \
      volatile type *address, type *expected, type value, int order, int failure) { \
    (void)failure; \
    noteAtomic(address, both, order == orderOfRelease, CODE); \
    return __atomic_compare_exchange_n(address, expected, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
  }

ATOMICS(8, uint8_t)
ATOMICS(16, uint16_t)
ATOMICS(32, uint32_t)
ATOMICS(64, uint64_t)

WEAK void __tsan_atomic_thread_fence(int order) {
  (void)order;
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
WEAK void __tsan_atomic_signal_fence(int order) { (void)order; }

// Two words at once.

typedef unsigned __int128 Pair;

static Pair exchangePair(volatile Pair *address, Pair expected, Pair value) {
#if defined(__x86_64__)
  // The compiler would call a library for it, since not every processor of this family has the instruction.
  uint64_t low = (uint64_t)expected, high = (uint64_t)(expected >> 64);
  __asm__ volatile("lock cmpxchg16b %0"
                   : "+m"(*address), "+a"(low), "+d"(high)
                   : "b"((uint64_t)value), "c"((uint64_t)(value >> 64))
                   : "cc", "memory");
  return (Pair)high << 64 | low;
#else
  return __sync_val_compare_and_swap(address, expected, value);
#endif
}

static Pair loadPair(volatile Pair *address) { return exchangePair(address, 0, 0); }

WEAK Pair __tsan_atomic128_load(volatile Pair *address, int order) {
  (void)order;
  noteAtomic(address, AccessModeRead, 0, CODE);
  return loadPair(address);
}

#define CHANGE_PAIR(name, result) \
  WEAK Pair __tsan_atomic128_##name(volatile Pair *address, Pair value, int order) { \
    (void)order; \
    noteAtomic(address, both, 0, CODE); \
    for (Pair old = loadPair(address);;) { \
      Pair found = exchangePair(address, old, result); \
      if (found == old) return old; \
      old = found; \
    } \
  }
CHANGE_PAIR(exchange, value)
CHANGE_PAIR(fetch_add, old + value)
CHANGE_PAIR(fetch_sub, old - value)
CHANGE_PAIR(fetch_and, old & value)
CHANGE_PAIR(fetch_or, old | value)
CHANGE_PAIR(fetch_xor, old ^ value)
CHANGE_PAIR(fetch_nand, ~(old & value))

WEAK void __tsan_atomic128_store(volatile Pair *address, Pair value, int order) {
  __tsan_atomic128_exchange(address, value, order);
}
WEAK Pair __tsan_atomic128_compare_exchange_val(
    volatile Pair *address, Pair expected, Pair value, int order, int failure) {
  (void)order, (void)failure;
  noteAtomic(address, both, 0, CODE);
  return exchangePair(address, expected, value);
}
WEAK int __tsan_atomic128_compare_exchange_strong(
    volatile Pair *address, Pair *expected, Pair value, int order, int failure) {
  (void)order, (void)failure;
  noteAtomic(address, both, 0, CODE);
  Pair found = exchangePair(address, *expected, value);
  if (found == *expected) return 1;
  *expected = found;
  return 0;
}
WEAK int __tsan_atomic128_compare_exchange_weak(
    volatile Pair *address, Pair *expected, Pair value, int order, int failure) {
  return __tsan_atomic128_compare_exchange_strong(address, expected, value, order, failure);
}

// Called when the program starts, if any of its code is instrumented.
WEAK void __tsan_init(void) { accessLogMarkPresent(); }

#endif
