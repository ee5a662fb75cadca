// The resumption of a checked continuation, which may be recorded where it is one too many.

#include "StandIns.h"

#if CONCURRENCY_HOOKS

// The original ends the process at the second resumption; here it is recorded if the
// recorder wants it, and has no effect. The object behind the continuation has two words of its own as every object, then
// the continuation, which the first resumption takes out, and then the text of the function.
enum { CheckContinuation = 2, CheckFunction = 3 };

static int isRecorded(Word *continuation, uintptr_t *frame) {
  Word *check = *continuation;
  Word unsafe = __atomic_load_n(&check[CheckContinuation], __ATOMIC_ACQUIRE);
  if (__builtin_expect(unsafe == NULL, 0)) return recordResumption(&check[CheckFunction], NULL, frame);
  if (isStandIn(unsafe)) {
    // The library resumes tasks only.
    Word task = taskOfStandIn(unsafe);
    if (task == NULL) return recordResumption(&check[CheckFunction], unsafe, frame);
    __atomic_store_n(&check[CheckContinuation], task, __ATOMIC_RELEASE);
  }
  return 0;
}

// Ends a value that its receiver owns, by the table of the type's operations, of which the second one destroys.
static void destroy(Word value, Word *type) {
  Word *operations = type[-1];
  ((__attribute__((swiftcall)) void (*)(Word, Word))operations[1])(value, type);
}

// ARGUMENT is the place of the value's type in the type of the continuation.
#define RESUMPTION(name, symbol, ARGUMENT) \
  typedef __attribute__((swiftcall)) void (*name##_function)( \
      Word, Word *, Word, Word, Word, Word, __attribute__((swift_context)) Word *); \
  static name##_function original_##name; \
  FIND(name, symbol) \
  WEAK __attribute__((swiftcall)) void hooked_##name( \
      Word value, Word *type, Word c, Word d, Word e, Word f, __attribute__((swift_context)) Word *self) \
      __asm__(symbol); \
  __attribute__((swiftcall)) void hooked_##name( \
      Word value, Word *type, Word c, Word d, Word e, Word f, __attribute__((swift_context)) Word *self) { \
    if (__builtin_expect(isRecorded(self, __builtin_frame_address(0)), 0)) { \
      destroy(value, type[ARGUMENT]); \
    } else { \
      original_##name(value, type, c, d, e, f, self); \
    } \
  }

RESUMPTION(resumeReturning, "$sScC6resume9returningyxn_tF", 2)
RESUMPTION(resumeThrowing, "$sScC6resume8throwingyq_n_tF", 3)

#endif
