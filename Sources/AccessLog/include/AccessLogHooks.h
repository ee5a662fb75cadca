// The calls by which the hooks of memory and of allocation report to the log of the running event.

#pragma once

#include "AccessLog.h"

#if !defined(BRAID_PORTABLE) && defined(__linux__) && !__has_feature(thread_sanitizer) && \
    (defined(__x86_64__) || defined(__aarch64__))
#include <features.h>
#if defined(__GLIBC__)
// What the compiler calls has to be there. Without the allocator, which the sanitizer of addresses replaces, nothing is noted.
#define ACCESS_HOOKS 1
#if !__has_feature(address_sanitizer)
#define ALLOCATION_HOOKS 1
#endif
#endif
#endif

#if ACCESS_HOOKS

#define WEAK __attribute__((weak))
#define CODE ((uintptr_t)__builtin_return_address(0))
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/// The log of the calling thread while an event runs; NULL nearly always. `accessLogKnown` is also set while it is paused.
extern _Thread_local AccessLog *accessLog, *accessLogKnown;
/// The type of the object for which memory is about to be allocated.
extern _Thread_local uintptr_t accessLogType;

/// Notes that the hooks are linked, and that instrumented code is in the process.
void accessLogMarkPresent(void);

void accessLogNote(AccessLog *log, uintptr_t address, size_t size, unsigned modes, uintptr_t code);
void accessLogNoteProperty(AccessLog *log, uintptr_t address, unsigned modes, uintptr_t code);
void accessLogNoteAtomic(AccessLog *log, uintptr_t address, unsigned modes, int isUnlock, uintptr_t code);
void accessLogEnter(AccessLog *log, uintptr_t caller, uintptr_t code);

/// Notes that code runs of which it is not known whether it is instrumented.
void accessLogMeet(AccessLog *log, uintptr_t code);

/// Whether a place in code is in the instrumented function that was entered last, as far as its distance from the entry tells.
int accessLogIsInFunction(const AccessLog *log, uintptr_t code);

void accessLogLeave(AccessLog *log, uintptr_t code);
void accessLogAllocate(AccessLog *log, uintptr_t address, size_t size);
void accessLogRelease(AccessLog *log, uintptr_t address);

/// A release that is being made: of which allocation, counted from 1, and how many effects there were before it.
struct ObjectRelease {
  uint32_t allocation;
  size_t effects;
};

struct ObjectRelease accessLogBeginRelease(AccessLog *log, uintptr_t object, uintptr_t code);
void accessLogEndRelease(AccessLog *log, struct ObjectRelease release, uintptr_t code);
/// Notes that a weak reference refers to an object.
void accessLogMarkWeak(AccessLog *log, uintptr_t object);
/// Notes an access to the one state of all weak references: whether their objects are alive.
void accessLogNoteWeak(AccessLog *log, unsigned modes, uintptr_t code);

// The allocator itself, for the log's own memory.
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
void __libc_free(void *);

#endif
