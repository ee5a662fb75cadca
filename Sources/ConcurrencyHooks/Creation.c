// The creation of tasks: where they wait for an actor, which executor they prefer, and what is told of them.

#include "Forwarding.h"

_Thread_local struct ConcurrencyTaker concurrencyTaker;

#if CONCURRENCY_HOOKS

struct Created {
  Word task, context;
};
typedef __attribute__((swiftcall)) struct Created (*create_function)(size_t, Word *, Word, Word, Word);
static create_function original_create;
FIND(create, "swift_task_create")

// The options of a new task are a list of records: the kind in the low byte of the first word, the next record in the second,
// and behind them what the kind asks for.
enum {
  OptionSerialExecutor = 0,
  OptionGroup = 1,
  OptionExecutorUnowned = 5,
  OptionExecutorOwned = 6,
  OptionName = 7,
  KindOfOption = 0xff
};
// A task with the first flag is enqueued when it is created; one with the second runs at once, in the caller's place, until it is
// suspended.
enum { CreatedEnqueued = 1 << 12, CreatedImmediate = 1 << 16 };

static ConcurrencyExecutorProvider provider;

void ConcurrencyHooksPrefer(ConcurrencyExecutorProvider newProvider) {
  __atomic_store_n(&provider, newProvider, __ATOMIC_RELEASE);
}

// Whether a task that is about to be created has a preferred executor of its own, inherits one, or must not have one.
static int hasPreference(size_t flags, Word *options) {
  if (flags & CreatedImmediate) return 1;
  for (Word *option = options; option; option = option[1]) {
    uintptr_t kind = (uintptr_t)option[0] & KindOfOption;
    if ((kind == OptionExecutorUnowned || kind == OptionExecutorOwned) && option[2]) return 1;
    if (kind == OptionGroup && swift_task_getPreferredTaskExecutor().identity) return 1;
  }
  return 0;
}

extern Word swift_retain(Word object);

// Whether the calling thread takes a task that is about to be created: one that is to be enqueued on the executor of the taker,
// in no group and on no actor.
static int isTaken(size_t flags, Word *options) {
  const void *executor = concurrencyTaker.executor;
  if (executor == NULL || !(flags & CreatedEnqueued)) return 0;
  int prefersTaker = 0;
  for (Word *option = options; option; option = option[1]) {
    uintptr_t kind = (uintptr_t)option[0] & KindOfOption;
    if (kind == OptionSerialExecutor || kind == OptionGroup) return 0;
    if ((kind == OptionExecutorUnowned || kind == OptionExecutorOwned) && option[2] == executor) prefersTaker = 1;
  }
  return prefersTaker;
}

WEAK __attribute__((swiftcall)) struct Created hooked_create(
    size_t flags, Word *options, Word type, Word entry, Word closure) __asm__("swift_task_create");
__attribute__((swiftcall)) struct Created hooked_create(
    size_t flags, Word *options, Word type, Word entry, Word closure) {
  Word *last = NULL, *first = NULL;
  for (Word *option = options; option; option = option[1]) {
    last = option;
    if (((uintptr_t)option[0] & KindOfOption) == OptionGroup) tell(ConcurrencyCallGroupAdd, option[2]);
    if (((uintptr_t)option[0] & KindOfOption) == OptionName) tell(ConcurrencyCallName, option[2]);
    if (((uintptr_t)option[0] & KindOfOption) == OptionSerialExecutor) first = option;
  }
  // A task of an actor is enqueued there when it is created.
  Word actor = first && !first[3] ? first[2] : NULL;
  ConcurrencyActorGate gate = __atomic_load_n(&concurrencyActorGate, __ATOMIC_ACQUIRE);
  if (__builtin_expect(gate != NULL, 0) && actor && !(flags & CreatedImmediate)) {
    struct ConcurrencySerialExecutor waiting = gate(actor, 0);
    if (waiting.identity) {
      first[2] = (Word)waiting.identity;
      first[3] = (Word)waiting.implementation;
    }
  }
  struct ConcurrencyTaskExecutor executor = {NULL, NULL};
  ConcurrencyExecutorProvider current = __atomic_load_n(&provider, __ATOMIC_ACQUIRE);
  if (__builtin_expect(current != NULL, 0) && !hasPreference(flags, options)) executor = current();
  Word preference[] = {
      (Word)(uintptr_t)OptionExecutorUnowned, NULL, (Word)executor.identity, (Word)executor.implementation};
  if (executor.identity) *(last ? &last[1] : (Word *)&options) = preference;
  concurrencyCreationFrame = __builtin_frame_address(0);
  int taken = isTaken(flags, options);
  if (taken) flags &= ~(size_t)CreatedEnqueued;
  struct Created created = original_create(flags, options, type, entry, closure);
  if (taken) concurrencyTaker.take(concurrencyTaker.executor, swift_retain(created.task));
  if (executor.identity && last) last[1] = NULL;
  if (actor) {
    first[2] = actor;
    first[3] = NULL;
  }
  if (flags & CreatedImmediate) tell(ConcurrencyCallImmediate, created.task);
  tell(ConcurrencyCallCreated, NULL);
  concurrencyCreationFrame = NULL;
  return created;
}

#else

void ConcurrencyHooksPrefer(ConcurrencyExecutorProvider provider) { (void)provider; }

#endif
