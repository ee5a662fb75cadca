// Functions of the Swift concurrency library, defined anew: each tells the listener and calls the original.
//
// On ELF platforms a symbol that the program defines wins over the one of a shared library, also for the calls that the
// compiler emits. A driven loop learns by this what no public interface reports: which task is cancelled, and which task
// waits for which. Each definition passes every argument register on, so that it need not know the signature.
//
// All of them are weak: in a program that links the library statically the library's own definitions win, nothing is told,
// and `ConcurrencyHooksListen` says so.

#include "ConcurrencyHooks.h"

#if !defined(BRAID_PORTABLE) && defined(__linux__) && __has_attribute(swiftasynccall) && \
    (defined(__x86_64__) || defined(__aarch64__))

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#ifndef RTLD_NEXT
#define RTLD_NEXT ((void *)-1l)
#endif

typedef void *Word;

#define WEAK __attribute__((weak))

static ConcurrencyListener listener;

int ConcurrencyHooksListen(ConcurrencyListener newListener) {
  // Only a shared library has a next definition.
  if (dlsym(RTLD_NEXT, "swift_task_create") == NULL) return 0;
  __atomic_store_n(&listener, newListener, __ATOMIC_RELEASE);
  return 1;
}

static inline void tell(enum ConcurrencyCall call, const void *subject) {
  ConcurrencyListener current = __atomic_load_n(&listener, __ATOMIC_ACQUIRE);
  if (__builtin_expect(current != NULL, 0)) current(call, subject);
}

// Where in the code the calls are.
static _Thread_local uintptr_t callSite;
static _Thread_local Word *callContext;
static _Thread_local uintptr_t *creationFrame;

// An asynchronous function returns to what its context names: the rest of its caller, whose context is named as well. That is
// where the caller waits. A return address is one behind the place that is looked up.
size_t ConcurrencyCallSites(uintptr_t *sites, size_t capacity) {
  size_t count = 0;
  if (callSite && count < capacity) sites[count++] = callSite;
  for (Word *context = callContext; context && count < capacity; context = context[0])
    if (context[1]) sites[count++] = (uintptr_t)context[1] + 1;
  return count;
}

// Swift keeps the chain of frame pointers; that of an asynchronous function has a mark in its high bits. A frame is read only
// if it is above the last one and near it, which is on the stack of the thread.
size_t ConcurrencyCreationSites(uintptr_t *sites, size_t capacity) {
  enum { nearness = 1 << 14 };
  const uintptr_t marks = (uintptr_t)0xF << 60;
  size_t count = 0;
  for (uintptr_t *frame = creationFrame; frame != NULL && count < capacity;) {
    sites[count++] = frame[1];
    uintptr_t next = frame[0] & ~marks;
    int isAsynchronous = (frame[0] & marks) != 0 && next != 0;
    if (next % sizeof(uintptr_t) != 0 || next <= (uintptr_t)frame || next - (uintptr_t)frame > nearness) break;
    frame = isAsynchronous && count > 1 ? NULL : (uintptr_t *)next;
  }
  return count;
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
    callSite = (uintptr_t)__builtin_return_address(0); \
    callContext = (call) == ConcurrencyCallContinuation ? a : NULL; \
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

#define ASYNCHRONOUS(name, symbol, call, subject) \
  static Asynchronous original_##name; \
  FIND(name, symbol) \
  WEAK __attribute__((swiftasynccall)) void hooked_##name( \
      __attribute__((swift_async_context)) Word context, Word a, Word b, Word c, Word d, Word e, Word f, \
      __attribute__((swift_context)) Word self) __asm__(symbol); \
  __attribute__((swiftasynccall)) void hooked_##name( \
      __attribute__((swift_async_context)) Word context, Word a, Word b, Word c, Word d, Word e, Word f, \
      __attribute__((swift_context)) Word self) { \
    callSite = 0; \
    callContext = context; \
    tell(call, subject); \
    __attribute__((musttail)) return original_##name(context, a, b, c, d, e, f, self); \
  }

// Task and UnsafeCurrentTask.
SYNCHRONOUS(taskCancel, "$sScT6cancelyyF", ConcurrencyCallCancel, DIRECT(a))
SYNCHRONOUS(currentTaskCancel, "$sSct6cancelyyF", ConcurrencyCallCancel, INDIRECT(self))
SYNCHRONOUS(currentTaskIsCancelled, "$sSct11isCancelledSbvg", ConcurrencyCallIsCancelled, INDIRECT(self))
SYNCHRONOUS(taskIsCancelled, "swift_task_isCancelled", ConcurrencyCallIsCancelled, DIRECT(a))
ASYNCHRONOUS(taskValue, "$sScT5valuexvg", ConcurrencyCallValue, DIRECT(b))
ASYNCHRONOUS(taskValueNever, "$sScTss5NeverORs_rlE5valuexvg", ConcurrencyCallValue, DIRECT(b))
ASYNCHRONOUS(taskResult, "$sScT6results6ResultOyxq_Gvg", ConcurrencyCallValue, DIRECT(b))

THROWING(
    checkCancellation, "$sScTss5NeverORszABRs_rlE17checkCancellationyyKFZ", ConcurrencyCallOwnFlag, NONE(self))
SYNCHRONOUS(addHandler, "swift_task_addCancellationHandler", ConcurrencyCallOwnFlag, NONE(self))
SYNCHRONOUS(removeHandler, "swift_task_removeCancellationHandler", ConcurrencyCallOwnFlag, NONE(self))
ASYNCHRONOUS(
    withHandlerPlain, "$ss27withTaskCancellationHandler9operation8onCancelxxyYaKXE_yyYbXEtYaKlF",
    ConcurrencyCallOwnFlag, NONE(self))

// `async let`.
SYNCHRONOUS(asyncLetBegin, "swift_asyncLet_begin", ConcurrencyCallAsyncLetBegin, DIRECT(a))
ASYNCHRONOUS(asyncLetGet, "swift_asyncLet_get", ConcurrencyCallAsyncLetGet, DIRECT(a))
ASYNCHRONOUS(asyncLetGetThrowing, "swift_asyncLet_get_throwing", ConcurrencyCallAsyncLetGet, DIRECT(a))
ASYNCHRONOUS(asyncLetFinish, "swift_asyncLet_finish", ConcurrencyCallAsyncLetFinish, DIRECT(a))

// Groups: TaskGroup (`ScG`), ThrowingTaskGroup (`Scg`), and the two that discard results.
SYNCHRONOUS(groupBegin, "swift_taskGroup_initialize", ConcurrencyCallGroupBegin, DIRECT(a))
SYNCHRONOUS(groupBeginWithFlags, "swift_taskGroup_initializeWithFlags", ConcurrencyCallGroupBegin, DIRECT(b))
SYNCHRONOUS(groupBeginWithOptions, "swift_taskGroup_initializeWithOptions", ConcurrencyCallGroupBegin, DIRECT(b))
// Where the compiler inlines the functions below, only this one is left, which does not tell a wait for all from one for the
// next.
ASYNCHRONOUS(groupWait, "swift_taskGroup_wait_next_throwing", ConcurrencyCallGroupNext, DIRECT(b))
ASYNCHRONOUS(groupNext, "$sScG4next9isolationxSgScA_pSgYi_tYaF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(groupNextPlain, "$sScG4nextxSgyYaF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(
    groupIterator, "$sScG8IteratorV4next9isolationxSgScA_pSgYi_tYaF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(groupIteratorPlain, "$sScG8IteratorV4nextxSgyYaF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(throwingGroupNext, "$sScg4next9isolationxSgScA_pSgYi_tYaKF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(throwingGroupNextPlain, "$sScg4nextxSgyYaKF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(throwingGroupResult, "$sScg10nextResults0B0Oyxq_GSgyYaKF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(
    throwingGroupIterator, "$sScg8IteratorV4next9isolationxSgScA_pSgYi_tYaq_YKF", ConcurrencyCallGroupNext,
    INDIRECT(self))
ASYNCHRONOUS(throwingGroupIteratorPlain, "$sScg8IteratorV4nextxSgyYaKF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(
    groupDrain, "$sScG22awaitAllRemainingTasks9isolationyScA_pSgYi_tYaF", ConcurrencyCallGroupDrain, INDIRECT(self))
ASYNCHRONOUS(
    throwingGroupDrain, "$sScg22awaitAllRemainingTasks9isolationyScA_pSgYi_tYaF", ConcurrencyCallGroupDrain,
    INDIRECT(self))
ASYNCHRONOUS(groupDrainPlain, "$sScG22awaitAllRemainingTasksyyYaF", ConcurrencyCallGroupDrain, INDIRECT(self))
ASYNCHRONOUS(
    throwingGroupDrainPlain, "$sScg22awaitAllRemainingTasksyyYaF", ConcurrencyCallGroupDrain, INDIRECT(self))
ASYNCHRONOUS(
    discardingGroupDrain, "$ss19DiscardingTaskGroupV22awaitAllRemainingTasksyyYaKF", ConcurrencyCallGroupDrain,
    INDIRECT(self))
ASYNCHRONOUS(
    throwingDiscardingGroupDrain,
    "$ss27ThrowingDiscardingTaskGroupV22awaitAllRemainingTasks9bodyErrorys0J0_pSg_tYaKF",
    ConcurrencyCallGroupDrainFailing, INDIRECT(self))
SYNCHRONOUS(groupCancel, "$sScG9cancelAllyyF", ConcurrencyCallGroupCancel, DIRECT(a))
SYNCHRONOUS(throwingGroupCancel, "$sScg9cancelAllyyF", ConcurrencyCallGroupCancel, DIRECT(a))
SYNCHRONOUS(
    discardingGroupCancel, "$ss19DiscardingTaskGroupV9cancelAllyyF", ConcurrencyCallGroupCancel, DIRECT(a))
SYNCHRONOUS(
    throwingDiscardingGroupCancel, "$ss27ThrowingDiscardingTaskGroupV9cancelAllyyF", ConcurrencyCallGroupCancel,
    DIRECT(a))

SYNCHRONOUS(groupIsCancelled, "$sScG11isCancelledSbvg", ConcurrencyCallOwnFlag, NONE(self))
SYNCHRONOUS(throwingGroupIsCancelled, "$sScg11isCancelledSbvg", ConcurrencyCallOwnFlag, NONE(self))
SYNCHRONOUS(
    discardingGroupIsCancelled, "$ss19DiscardingTaskGroupV11isCancelledSbvg", ConcurrencyCallOwnFlag, NONE(self))
SYNCHRONOUS(
    throwingDiscardingGroupIsCancelled, "$ss27ThrowingDiscardingTaskGroupV11isCancelledSbvg", ConcurrencyCallOwnFlag,
    NONE(self))
SYNCHRONOUS(groupAddPending, "swift_taskGroup_addPending", ConcurrencyCallOwnFlag, NONE(self))

// Continuations.
ASYNCHRONOUS(
    continuation, "$ss23withCheckedContinuation9isolation8function_xScA_pSgYi_SSyScCyxs5NeverOGXEtYalF",
    ConcurrencyCallContinuation, NONE(self))
ASYNCHRONOUS(
    continuationPlain, "$ss23withCheckedContinuation8function_xSS_yScCyxs5NeverOGXEtYalF",
    ConcurrencyCallContinuation, NONE(self))
ASYNCHRONOUS(
    throwingContinuation,
    "$ss31withCheckedThrowingContinuation9isolation8function_xScA_pSgYi_SSyScCyxs5Error_pGXEtYaKlF",
    ConcurrencyCallContinuation, NONE(self))
ASYNCHRONOUS(
    throwingContinuationPlain, "$ss31withCheckedThrowingContinuation8function_xSS_yScCyxs5Error_pGXEtYaKlF",
    ConcurrencyCallContinuation, NONE(self))
SYNCHRONOUS(continuationInit, "swift_continuation_init", ConcurrencyCallContinuation, NONE(self))

// The resumption of a checked continuation. The original ends the process at the second one; here it is recorded if the
// recorder wants it, and has no effect. The object behind the continuation has two words of its own as every object, then
// the continuation, which the first resumption takes out, and then the text of the function.
static ConcurrencyResumptionRecorder recorder;

int ConcurrencyHooksRecordResumptions(ConcurrencyResumptionRecorder newRecorder) {
  if (dlsym(RTLD_NEXT, "swift_task_create") == NULL) return 0;
  __atomic_store_n(&recorder, newRecorder, __ATOMIC_RELEASE);
  return 1;
}

enum { CheckContinuation = 2, CheckFunction = 3 };

static int isRecorded(Word *continuation) {
  Word *check = *continuation;
  if (__builtin_expect(__atomic_load_n(&check[CheckContinuation], __ATOMIC_ACQUIRE) != NULL, 1)) return 0;
  ConcurrencyResumptionRecorder current = __atomic_load_n(&recorder, __ATOMIC_ACQUIRE);
  return current != NULL && current(&check[CheckFunction]);
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
    if (__builtin_expect(isRecorded(self), 0)) { \
      destroy(value, type[ARGUMENT]); \
    } else { \
      original_##name(value, type, c, d, e, f, self); \
    } \
  }

RESUMPTION(resumeReturning, "$sScC6resume9returningyxn_tF", 2)
RESUMPTION(resumeThrowing, "$sScC6resume8throwingyq_n_tF", 3)

// AsyncStream (`ScS`) and AsyncThrowingStream (`Scs`).
IN_MEMORY(streamYield, "$sScS12ContinuationV5yieldyAB11YieldResultOyx__GxnF", ConcurrencyCallStream, NONE(self))
IN_MEMORY(
    streamYieldResult, "$sScS12ContinuationV5yield4withAB11YieldResultOyx__Gs0E0Oyxs5NeverOG_tF",
    ConcurrencyCallStream, NONE(self))
IN_MEMORY(
    streamYieldVoid, "$sScS12ContinuationV5yieldAB11YieldResultOyyt__GyytRszlF", ConcurrencyCallStream, NONE(self))
SYNCHRONOUS(streamFinish, "$sScS12ContinuationV6finishyyF", ConcurrencyCallStream, NONE(self))
IN_MEMORY(
    throwingStreamYield, "$sScs12ContinuationV5yieldyAB11YieldResultOyxq___GxnF", ConcurrencyCallStream, NONE(self))
IN_MEMORY(
    throwingStreamYieldResult,
    "$sScs12ContinuationV5yield4withAB11YieldResultOyxs5Error_p__Gs0E0OyxsAG_pG_tsAG_pRs_rlF", ConcurrencyCallStream,
    NONE(self))
IN_MEMORY(
    throwingStreamYieldVoid, "$sScs12ContinuationV5yieldAB11YieldResultOyytq___GyytRszrlF", ConcurrencyCallStream,
    NONE(self))
SYNCHRONOUS(
    throwingStreamFinish, "$sScs12ContinuationV6finish8throwingyq_Sgn_tF", ConcurrencyCallStream, NONE(self))
ASYNCHRONOUS(streamNext, "$sScS8IteratorV4next9isolationxSgScA_pSgYi_tYaF", ConcurrencyCallStreamNext, NONE(self))
ASYNCHRONOUS(streamNextPlain, "$sScS8IteratorV4nextxSgyYaF", ConcurrencyCallStreamNext, NONE(self))
ASYNCHRONOUS(
    throwingStreamNext, "$sScs8IteratorV4next9isolationxSgScA_pSgYi_tYaq_YKF", ConcurrencyCallStreamNext, NONE(self))
ASYNCHRONOUS(throwingStreamNextPlain, "$sScs8IteratorV4nextxSgyYaKF", ConcurrencyCallStreamNext, NONE(self))

// Actors without an executor of their own. The runtime runs all calls that wait for one in a single job. So a task does not
// join the queue of the actor itself: it waits on another executor, and enters the actor when it is resumed there.
SYNCHRONOUS(actorInitialize, "swift_defaultActor_initialize", ConcurrencyCallActor, DIRECT(a))

static ConcurrencyActorGate gate;

void ConcurrencyHooksGuardActors(ConcurrencyActorGate newGate) {
  __atomic_store_n(&gate, newGate, __ATOMIC_RELEASE);
}

extern __attribute__((swiftcall)) struct ConcurrencyTaskExecutor swift_task_getPreferredTaskExecutor(void);
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
  ConcurrencyActorGate current = __atomic_load_n(&gate, __ATOMIC_ACQUIRE);
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

// The creation of a task. Its options are a list of records: the kind in the low byte of the first word, the next
// record in the second, and behind them what the kind asks for.
struct Created {
  Word task, context;
};
typedef __attribute__((swiftcall)) struct Created (*create_function)(size_t, Word *, Word, Word, Word);
static create_function original_create;
FIND(create, "swift_task_create")

enum { OptionSerialExecutor = 0, OptionGroup = 1, OptionExecutorUnowned = 5, OptionExecutorOwned = 6, OptionName = 7, KindOfOption = 0xff };
// A task with this flag runs at once, in the caller's place, until it is suspended.
enum { CreatedImmediate = 1 << 16 };

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
  ConcurrencyActorGate currentGate = __atomic_load_n(&gate, __ATOMIC_ACQUIRE);
  if (__builtin_expect(currentGate != NULL, 0) && actor && !(flags & CreatedImmediate)) {
    struct ConcurrencySerialExecutor waiting = currentGate(actor, 0);
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
  creationFrame = __builtin_frame_address(0);
  struct Created created = original_create(flags, options, type, entry, closure);
  if (executor.identity && last) last[1] = NULL;
  if (actor) {
    first[2] = actor;
    first[3] = NULL;
  }
  if (flags & CreatedImmediate) tell(ConcurrencyCallImmediate, created.task);
  tell(ConcurrencyCallCreated, NULL);
  creationFrame = NULL;
  return created;
}

// A static library gives its parts only to those who ask for something that is not defined yet. These are asked for so that
// the parts come whose functions are all defined here.
extern char swift_asyncLet_consume, swift_taskGroup_isEmpty, swift_task_getCurrent, swift_task_getJobFlags;
__attribute__((used)) static const void *const parts[] = {
    &swift_asyncLet_consume, &swift_taskGroup_isEmpty, &swift_task_getCurrent, &swift_task_getJobFlags};

// The scopes of cancellation handlers and task groups. An optimised build inlines these functions into their callers; a debug
// build calls the copies in the library, whose own calls pass no hook. In their place come functions of the module EventLoops.
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
  WEAK __attribute__((swiftasynccall)) void hooked_##name( \
      __attribute__((swift_async_context)) Word context, Word a, Word b, Word c, Word d, Word e, Word f, \
      __attribute__((swift_context)) Word self) __asm__(symbol); \
  __attribute__((swiftasynccall)) void hooked_##name( \
      __attribute__((swift_async_context)) Word context, Word a, Word b, Word c, Word d, Word e, Word f, \
      __attribute__((swift_context)) Word self) { \
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

#else

size_t ConcurrencyCallSites(uintptr_t *sites, size_t capacity) { return (void)sites, (void)capacity, 0; }

size_t ConcurrencyCreationSites(uintptr_t *sites, size_t capacity) { return (void)sites, (void)capacity, 0; }

int ConcurrencyHooksListen(ConcurrencyListener listener) {
  (void)listener;
  return 0;
}

void ConcurrencyHooksPrefer(ConcurrencyExecutorProvider provider) { (void)provider; }

int ConcurrencyHooksRecordResumptions(ConcurrencyResumptionRecorder recorder) {
  (void)recorder;
  return 0;
}

void ConcurrencyHooksGuardActors(ConcurrencyActorGate gate) { (void)gate; }

#endif
