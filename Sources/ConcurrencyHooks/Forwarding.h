// How a function of the Swift concurrency library is defined anew: it tells the listener and calls the original. For all files
// that define some.
//
// Each definition passes every argument register on, so that it need not know the signature. All of them are weak: in a program
// that links the library statically the library's own definitions win, nothing is told, and `ConcurrencyHooksListen` says so.

#pragma once

#include "ConcurrencyHooks.h"

#if !defined(BRAID_PORTABLE) && defined(__linux__) && __has_attribute(swiftasynccall) && \
    (defined(__x86_64__) || defined(__aarch64__))
#define CONCURRENCY_HOOKS 1
#endif

#if CONCURRENCY_HOOKS

#define _GNU_SOURCE
#include <dlfcn.h>

#ifndef RTLD_NEXT
#define RTLD_NEXT ((void *)-1l)
#endif

typedef void *Word;

#define WEAK __attribute__((weak))
#define HIDDEN __attribute__((visibility("hidden")))

extern HIDDEN ConcurrencyListener concurrencyListener;
/// Where in the code the calls are of which the listener is told, and where the calling thread creates a task.
extern HIDDEN _Thread_local uintptr_t concurrencyCallSite;
extern HIDDEN _Thread_local Word *concurrencyCallContext;
extern HIDDEN _Thread_local uintptr_t *concurrencyCreationFrame;
/// Where it resumes a continuation again.
extern HIDDEN _Thread_local uintptr_t *concurrencyResumptionFrame;
/// What tasks pass before they enter an actor.
extern HIDDEN ConcurrencyActorGate concurrencyActorGate;

extern __attribute__((swiftcall)) struct ConcurrencyTaskExecutor swift_task_getPreferredTaskExecutor(void);

/// Whether a switch of the current task to no actor leads to the loop that runs it, so that it continues in place.
extern HIDDEN int segmentStays(void);

static inline void tell(enum ConcurrencyCall call, const void *subject) {
  ConcurrencyListener current = __atomic_load_n(&concurrencyListener, __ATOMIC_ACQUIRE);
  if (__builtin_expect(current != NULL, 0)) current(call, subject);
}

// Where the subject is: in a register, or behind a reference in one. A type that is known to be one pointer comes as the
// first argument, behind the address of an asynchronous result; any other type is referred to by `self`.
#define DIRECT(subject) (subject)
#define INDIRECT(subject) (*(Word *)(subject))
#define NONE(subject) NULL

#define FIND(name, symbol) \
  __attribute__((constructor)) static void find_##name(void) { *(Word *)&original_##name = dlsym(RTLD_NEXT, symbol); }

// A synchronous function with six arguments and `self`. RESULT is what it returns, OUT the parameter for a result that is
// returned in memory, ERROR that for an error; the arguments of the call on to the original are named alike.
#define SYNCHRONOUS_WITH(name, symbol, call, subject, RESULT, OUT, PASS_OUT, ERROR, PASS_ERROR) \
  typedef __attribute__((swiftcall)) RESULT (*name##_function)( \
      OUT Word, Word, Word, Word, Word, Word, __attribute__((swift_context)) Word ERROR); \
  static name##_function original_##name; \
  FIND(name, symbol) \
  WEAK __attribute__((swiftcall)) RESULT hooked_##name( \
      OUT Word a, Word b, Word c, Word d, Word e, Word f, __attribute__((swift_context)) Word self ERROR) \
      __asm__(symbol); \
  __attribute__((swiftcall)) RESULT hooked_##name( \
      OUT Word a, Word b, Word c, Word d, Word e, Word f, __attribute__((swift_context)) Word self ERROR) { \
    concurrencyCallSite = (uintptr_t)__builtin_return_address(0); \
    concurrencyCallContext = NULL; \
    tell(call, subject); \
    return original_##name(PASS_OUT a, b, c, d, e, f, self PASS_ERROR); \
  }
#define EMPTY
#define OUT_PARAMETER __attribute__((swift_indirect_result)) Word out,
#define OUT_ARGUMENT out,
#define ERROR_PARAMETER , __attribute__((swift_error_result)) Word *error
#define ERROR_ARGUMENT , error

// One that returns a word or nothing, one that returns its result in memory, and one that may throw.
#define SYNCHRONOUS(name, symbol, call, subject) \
  SYNCHRONOUS_WITH(name, symbol, call, subject, uintptr_t, EMPTY, EMPTY, EMPTY, EMPTY)
#define IN_MEMORY(name, symbol, call, subject) \
  SYNCHRONOUS_WITH(name, symbol, call, subject, void, OUT_PARAMETER, OUT_ARGUMENT, EMPTY, EMPTY)
#define THROWING(name, symbol, call, subject) \
  SYNCHRONOUS_WITH(name, symbol, call, subject, void, EMPTY, EMPTY, ERROR_PARAMETER, ERROR_ARGUMENT)

// An asynchronous function: the context, six arguments and `self`.
typedef __attribute__((swiftasynccall)) void (*Asynchronous)(
    __attribute__((swift_async_context)) Word, Word, Word, Word, Word, Word, Word, __attribute__((swift_context)) Word);

// The beginning of the definition of one under the library's symbol.
#define DEFINE_ASYNCHRONOUS(name, symbol) \
  WEAK __attribute__((swiftasynccall)) void hooked_##name( \
      __attribute__((swift_async_context)) Word context, Word a, Word b, Word c, Word d, Word e, Word f, \
      __attribute__((swift_context)) Word self) __asm__(symbol); \
  __attribute__((swiftasynccall)) void hooked_##name( \
      __attribute__((swift_async_context)) Word context, Word a, Word b, Word c, Word d, Word e, Word f, \
      __attribute__((swift_context)) Word self)

#define ASYNCHRONOUS(name, symbol, call, subject) ASYNCHRONOUS_AT(name, symbol, call, subject, 0)
// One of the runtime's own, which has no context: it is called in that of the function that awaits, whose next part is an argument.
#define ASYNCHRONOUS_OF_RUNTIME(name, symbol, call, subject, next) \
  ASYNCHRONOUS_AT(name, symbol, call, subject, (uintptr_t)next + 1)
#define ASYNCHRONOUS_AT(name, symbol, call, subject, site) \
  static Asynchronous original_##name; \
  FIND(name, symbol) \
  DEFINE_ASYNCHRONOUS(name, symbol) { \
    concurrencyCallSite = site; \
    concurrencyCallContext = context; \
    tell(call, subject); \
    __attribute__((musttail)) return original_##name(context, a, b, c, d, e, f, self); \
  }

#endif
