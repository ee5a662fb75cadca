// The scopes of cancellation handlers and task groups: functions of the module EventLoops in place of the library's.

#include "Forwarding.h"

#if CONCURRENCY_HOOKS

// An optimised build inlines the library's functions into their callers. A debug build calls the copies in the library, whose own
// calls pass no hook.

// How much memory a function needs for its suspensions is beside it, in an object whose second half is the size.
struct AsyncFunctionPointer {
  int32_t code;
  uint32_t size;
};

#define SCOPE(name, symbol) \
  extern __attribute__((swiftasynccall)) void replacement_##name( \
      __attribute__((swift_async_context)) Word, Word, Word, Word, Word, Word, Word, \
      __attribute__((swift_context)) Word) __asm__("braid_" #name); \
  extern const struct AsyncFunctionPointer replacement_##name##_pointer __asm__("braid_" #name "Tu"); \
  static struct AsyncFunctionPointer name##_pointer; \
  extern struct AsyncFunctionPointer hooked_##name##_pointer __asm__(symbol "Tu") \
      __attribute__((weak, alias(#name "_pointer"))); \
  __attribute__((constructor)) static void size_##name(void) { \
    name##_pointer.size = replacement_##name##_pointer.size; \
  } \
  DEFINE_ASYNCHRONOUS(name, symbol) { \
    __attribute__((musttail)) return replacement_##name(context, a, b, c, d, e, f, self); \
  }

SCOPE(
    cancellationHandlerScope,
    "$ss27withTaskCancellationHandler9operation8onCancel9isolationxxyYaKXE_yyYbXEScA_pSgYitYaKlF")
SCOPE(
    taskGroupScope,
    "$ss13withTaskGroup2of9returning9isolation4bodyq_xm_q_mScA_pSgYiq_ScGyxGzYaXEtYas8SendableRzr0_lF")
SCOPE(
    throwingTaskGroupScope,
    "$ss21withThrowingTaskGroup2of9returning9isolation4bodyq_xm_q_mScA_pSgYiq_Scgyxs5Error_pGzYaKXEtYaKs8SendableRzr0_lF")
SCOPE(
    discardingTaskGroupScope, "$ss23withDiscardingTaskGroup9returning9isolation4bodyxxm_ScA_pSgYixs0bcD0VzYaXEtYalF")
SCOPE(
    throwingDiscardingTaskGroupScope,
    "$ss31withThrowingDiscardingTaskGroup9returning9isolation4bodyxxm_ScA_pSgYixs0bcdE0Vys5Error_pGzYaKXEtYaKlF")

#endif
