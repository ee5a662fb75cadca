// The segments of tasks that loops run, and the switches in them that lead to the executor where they are already.

#include "Forwarding.h"

_Thread_local struct ConcurrencySegment concurrencySegment;

#if CONCURRENCY_HOOKS

// Whether code of this process has ever changed the executor that a task prefers while the task ran.
static int preferencesChange;

#ifndef RTLD_DEFAULT
#define RTLD_DEFAULT ((void *)0)
#endif

#define PREFERRING(name, symbol) \
  static Asynchronous original_##name; \
  FIND(name, symbol) \
  DEFINE_ASYNCHRONOUS(name, symbol) { \
    __atomic_store_n(&preferencesChange, 1, __ATOMIC_RELAXED); \
    __attribute__((musttail)) return original_##name(context, a, b, c, d, e, f, self); \
  }

PREFERRING(
    preferring, "$ss26withTaskExecutorPreference_9isolation9operationxSch_pSg_ScA_pSgYixyYaq_YKXEtYaq_YKs5ErrorR_r0_lF")
PREFERRING(preferringPlain, "$ss26withTaskExecutorPreference_9operationxSch_pSg_xyYaYbKXEtYaKs8SendableRzlF")

// What an optimised build calls that has the functions above inlined.
typedef __attribute__((swiftcall)) Word (*push_function)(Word, Word);
static push_function original_push;
FIND(push, "swift_task_pushTaskExecutorPreference")
WEAK __attribute__((swiftcall)) Word hooked_push(Word identity, Word implementation)
    __asm__("swift_task_pushTaskExecutorPreference");
__attribute__((swiftcall)) Word hooked_push(Word identity, Word implementation) {
  __atomic_store_n(&preferencesChange, 1, __ATOMIC_RELAXED);
  return original_push(identity, implementation);
}

extern __attribute__((swiftcall)) Word swift_task_getCurrent(void);
extern __attribute__((swiftcall)) struct ConcurrencySerialExecutor swift_task_getCurrentExecutor(void);

// The runtime compares the executor of the thread with the one that the task prefers, which it looks up under a lock. While the
// loop runs the task's own job and the task is on no actor, the former is the loop. A task that has begun inside the segment, in
// the place of its creator, is another one than the segment's.
int segmentStays(void) {
  struct ConcurrencySegment *segment = &concurrencySegment;
  if (segment->task == NULL || swift_task_getCurrent() != segment->task) return 0;
  if (swift_task_getCurrentExecutor().identity != NULL) return 0;
  if (__atomic_load_n(&preferencesChange, __ATOMIC_RELAXED)) return 0;
  if (segment->isSettled) return 1;
  if (swift_task_getPreferredTaskExecutor().identity == segment->executor) {
    segment->isSettled = 1;
    return 1;
  }
  segment->task = NULL;
  return 0;
}

// Where the context of a continuation has the function that the task continues with, and the executor, in words.
enum { ContextFunction = 1, ContextExecutor = 6 };

// Whether the runtime keeps a list of the unsafe continuations that are not resumed, for programs that look for mistakes.
static int continuationsAreListed;

__attribute__((constructor)) static void askForList(void) {
  int (*isListed)(void) = (int (*)(void))dlsym(RTLD_DEFAULT, "concurrencyValidateUncheckedContinuations");
  continuationsAreListed = isListed != NULL && (isListed() & 1);
}

// A runtime with another layout, or one that notes elsewhere how the task continues, resumes the continuation itself.
int continuesOnLoop(const void *continuation) {
  const struct ConcurrencySegment *segment = &concurrencySegment;
  if (segment->task != continuation || !segment->isSettled || continuationsAreListed) return 0;
  if (__atomic_load_n(&preferencesChange, __ATOMIC_RELAXED)) return 0;
  const Word *task = continuation;
  const Word *context = task[ConcurrencyTaskContext];
  return task[ConcurrencyTaskFunction] == context[ContextFunction] && context[ContextExecutor] == NULL;
}

#else

int continuesOnLoop(const void *continuation) { return (void)continuation, 0; }

#endif
