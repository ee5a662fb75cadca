// The entrances of actors that have no executor of their own.

#include "Forwarding.h"

#if CONCURRENCY_HOOKS

#include <stdlib.h>

// The runtime runs all calls that wait for an actor in a single job. So a task does not
// join the queue of the actor itself: it waits on another executor, and enters the actor when it is resumed there.
SYNCHRONOUS(actorInitialize, "swift_defaultActor_initialize", ConcurrencyCallActor, DIRECT(a))

ConcurrencyActorGate concurrencyActorGate;

void ConcurrencyHooksGuardActors(ConcurrencyActorGate newGate) {
  __atomic_store_n(&concurrencyActorGate, newGate, __ATOMIC_RELEASE);
}

extern __attribute__((swiftcall)) struct ConcurrencySerialExecutor swift_task_getCurrentExecutor(void);

typedef __attribute__((swiftasynccall)) void (*switch_function)(
    __attribute__((swift_async_context)) Word, Word, Word, Word);
static switch_function original_switch;
FIND(switch, "swift_task_switch")

typedef __attribute__((swiftasynccall)) void (*TaskFunction)(__attribute__((swift_async_context)) Word);

// What a task does that waits to enter an actor; NULL in place of the actor for one that leaves an actor.
struct Entry {
  Word context, function, actor;
};

static __attribute__((swiftasynccall)) void enterActor(__attribute__((swift_async_context)) Word context);

// Whether a task enters an actor, or leaves one for no actor: a task without a preferred executor continues there in place.
static int passesGate(Word identity) {
  struct ConcurrencySerialExecutor executor = swift_task_getCurrentExecutor();
  if (identity) return executor.identity != identity;
  return executor.identity && !executor.implementation && !swift_task_getPreferredTaskExecutor().identity;
}

WEAK __attribute__((swiftasynccall)) void hooked_switch(
    __attribute__((swift_async_context)) Word context, Word function, Word identity, Word implementation)
    __asm__("swift_task_switch");
__attribute__((swiftasynccall)) void hooked_switch(
    __attribute__((swift_async_context)) Word context, Word function, Word identity, Word implementation) {
  ConcurrencyActorGate current = __atomic_load_n(&concurrencyActorGate, __ATOMIC_ACQUIRE);
  concurrencyCallSite = (uintptr_t)function + 1;
  concurrencyCallContext = context;
  tell(ConcurrencyCallSuspension, NULL);
  if (identity == NULL && segmentStays()) return ((TaskFunction)function)(context);
  if (__builtin_expect(current != NULL, 0) && !implementation && passesGate(identity)) {
    struct ConcurrencySerialExecutor executor = current(identity, 1);
    struct Entry *entry = executor.identity ? malloc(sizeof *entry) : NULL;
    if (entry) {
      *entry = (struct Entry){context, function, identity};
      context = entry;
      function = (Word)enterActor;
      identity = (Word)executor.identity;
      implementation = (Word)executor.implementation;
    }
  }
  __attribute__((musttail)) return original_switch(context, function, identity, implementation);
}

static __attribute__((swiftasynccall)) void enterActor(__attribute__((swift_async_context)) Word context) {
  struct Entry entry = *(struct Entry *)context;
  free(context);
  if (!entry.actor) return ((TaskFunction)entry.function)(entry.context);
  return hooked_switch(entry.context, entry.function, entry.actor, NULL);
}

#else

void ConcurrencyHooksGuardActors(ConcurrencyActorGate gate) { (void)gate; }

#endif
