// What the Swift concurrency library is asked for while a loop is driven, told to one listener.

#pragma once

#include <stddef.h>
#include <stdint.h>

/// What the calling code asks of the concurrency library; the comment says what the listener gets as subject.
enum ConcurrencyCall {
  /// `Task.cancel()`, `UnsafeCurrentTask.cancel()`: the task.
  ConcurrencyCallCancel,
  /// `isCancelled` of a task: the task.
  ConcurrencyCallIsCancelled,
  /// The current task's own cancellation matters: it is asked for, or a handler is registered: no subject.
  ConcurrencyCallOwnFlag,
  /// `Task.value`, `Task.result`: the task.
  ConcurrencyCallValue,
  /// An `async let` is about to create its task: the `async let`.
  ConcurrencyCallAsyncLetBegin,
  /// The value of an `async let` is waited for: the `async let`.
  ConcurrencyCallAsyncLetGet,
  /// An `async let` goes out of scope, which cancels its task and waits for it: the `async let`.
  ConcurrencyCallAsyncLetFinish,
  /// A group begins, at an address that another one may have had: the group.
  ConcurrencyCallGroupBegin,
  /// A task is about to be created in a group: the group.
  ConcurrencyCallGroupAdd,
  /// A task is about to be created that has a name: the name, a string of C.
  ConcurrencyCallName,
  /// The task that was announced last exists now: no subject.
  ConcurrencyCallCreated,
  /// The next result of a group is waited for: the group.
  ConcurrencyCallGroupNext,
  /// All tasks of a group are waited for, and no result of theirs is kept: the group.
  ConcurrencyCallGroupDrain,
  /// The same for a group in which the first failure cancels the other tasks: the group.
  ConcurrencyCallGroupDrainFailing,
  /// All tasks of a group are cancelled: the group.
  ConcurrencyCallGroupCancel,
  /// The current task is suspended until a continuation is resumed: no subject.
  ConcurrencyCallContinuation,
  /// An `AsyncStream` is used by its producer: no subject.
  ConcurrencyCallStream,
  /// The next element of an `AsyncStream` is waited for: no subject.
  ConcurrencyCallStreamNext,
  /// A task was created that begins now, in the place of its creator: the task.
  ConcurrencyCallImmediate,
  /// An actor without an executor of its own is created: the actor.
  ConcurrencyCallActor,
  /// The current task yields, or may change its executor, and continues later: no subject.
  ConcurrencyCallSuspension,
};

/// Is called in the thread, and before the call that it is told of unless the comment says otherwise.
typedef void (*ConcurrencyListener)(enum ConcurrencyCall call, const void *subject);

/// Sets the listener, once for the process.
///
/// Returns 1 if the calls of this program come by here, 0 where the platform does not allow it.
int ConcurrencyHooksListen(ConcurrencyListener listener);

/// Where in the code the call is that the listener is told of, while the listener runs: return addresses, a call before its
/// caller, also through suspensions. Returns how many there are.
size_t ConcurrencyCallSites(uintptr_t *sites, size_t capacity);

/// Where the calling thread creates a task at the moment: return addresses, a call before its caller.
///
/// Returns how many there are: 0 if the thread does not create a task.
size_t ConcurrencyCreationSites(uintptr_t *sites, size_t capacity);

/// A task executor as the Swift runtime refers to it: an object and its table of methods, or two nulls.
struct ConcurrencyTaskExecutor {
  const void *identity;
  const void *implementation;
};

/// Returns the executor that a task prefers which the calling thread is about to create.
///
/// It is called for tasks only that name no executor, inherit none, and do not run at once.
typedef struct ConcurrencyTaskExecutor (*ConcurrencyExecutorProvider)(void);

/// Sets what chooses the preferred executor of tasks, once for the process.
///
/// Without effect where `ConcurrencyHooksListen` returns 0.
void ConcurrencyHooksPrefer(ConcurrencyExecutorProvider provider);

/// Is called when a continuation is resumed again.
///
/// FUNCTION is the address of the text of the function that a checked continuation belongs to, and NULL for an unsafe one. SITES
/// are return addresses, a call before its caller: where the continuation was made, as far as that is known.
///
/// Returns 1 if the resumption is recorded and is to have no effect, 0 if the process is to end: as it does without this for a
/// checked continuation, and by `abort` for an unsafe one, where the behaviour would be undefined.
typedef int (*ConcurrencyResumptionRecorder)(const void *function, const uintptr_t *sites, size_t count);

/// Returns 1 if the unsafe continuation is to be watched that the calling thread makes.
typedef int (*ConcurrencyContinuationWatcher)(void);

/// Sets the recorder, and what chooses the unsafe continuations of which it gets the resumptions, once for the process.
///
/// Returns 1 if the resumptions of this program come by here, 0 where the platform does not allow it.
int ConcurrencyHooksRecordResumptions(ConcurrencyResumptionRecorder recorder, ConcurrencyContinuationWatcher watcher);

/// Where the continuation is resumed again of which the recorder is told, while the recorder runs: return addresses, a call before
/// its caller.
size_t ConcurrencyResumptionSites(uintptr_t *sites, size_t capacity);

/// A serial executor as the Swift runtime refers to it: an object and its table of methods, or two nulls.
struct ConcurrencySerialExecutor {
  const void *identity;
  const void *implementation;
};

/// Returns the executor on which a task is to wait that the calling thread is about to enqueue on an actor, or two nulls if the
/// task is to enter the actor at once.
///
/// It is also asked, with NULL in place of the actor, for a task that is about to leave an actor and has no preferred executor.
/// `caller` is 1 if the task is the calling one, and 0 if it is about to be created. When the task is resumed on the executor, it is asked
/// again, and enters the actor if the answer is two nulls.
typedef struct ConcurrencySerialExecutor (*ConcurrencyActorGate)(const void *actor, int caller);

/// Sets what tasks pass before they enter an actor that has no executor of its own, once for the process.
///
/// Without effect where `ConcurrencyHooksListen` returns 0.
void ConcurrencyHooksGuardActors(ConcurrencyActorGate gate);

/// The segment of a task that a loop runs on the calling thread.
struct ConcurrencySegment {
  /// The task; NULL if there is none, or if the task prefers another executor than the loop.
  const void *task;
  /// The loop, which runs the segment as a task executor.
  const void *executor;
  /// Whether the task is known to prefer the loop.
  int isSettled;
};

/// The segment that the calling thread runs.
///
/// Code of the task that asks for no actor, and is on none, continues in place where the task prefers the loop. The runtime finds
/// that out as well, but looks the preference up under a lock for each call and each return of an async function.
extern _Thread_local struct ConcurrencySegment concurrencySegment;

/// Notes that the calling thread begins to run a segment of a task, on a loop that is a task executor.
static inline void beginSegment(const void *task, const void *executor, int isSettled) {
  concurrencySegment.task = task;
  concurrencySegment.executor = executor;
  concurrencySegment.isSettled = isSettled;
}

/// Notes that the segment has ended.
static inline void endSegment(void) { concurrencySegment.task = 0; }

/// Who takes the tasks which the calling thread creates with an executor of their own.
struct ConcurrencyTaker {
  /// The executor, which runs on the calling thread; NULL if there is none.
  const void *executor;
  /// Is called with the executor and a task that prefers it and has just been created.
  void (*take)(const void *executor, const void *task);
};

/// Who takes the tasks that the calling thread creates.
///
/// A task that is taken is not enqueued by the runtime, which looks its executor up under a lock for that. The taker owns a reference
/// to the task, as an executor does, and runs it once.
extern _Thread_local struct ConcurrencyTaker concurrencyTaker;

/// Has a loop, which is a task executor, take the tasks that prefer it; nobody, if it is NULL.
static inline void takeTasks(const void *executor, void (*take)(const void *executor, const void *task)) {
  concurrencyTaker.executor = executor;
  concurrencyTaker.take = take;
}

/// Returns 1 if the continuation, which the running segment has just made, is that of its task, and its loop may continue the task
/// by running it again, without resuming the continuation.
///
/// The runtime would enqueue the task on the loop, and take two locks for it: the task prefers the loop, and continues on no actor.
int continuesOnLoop(const void *continuation);

/// Returns 1 if the thread runs a segment whose task is known to prefer the loop.
static inline int isSegmentSettled(void) { return concurrencySegment.task != 0 && concurrencySegment.isSettled; }

enum {
  /// Where a task has the function and the context with which it continues when it is suspended, in words.
  ConcurrencyTaskFunction = 7,
  ConcurrencyTaskContext = 8,
  /// Where it has the last piece of memory that its functions have taken, the memory that they take it from, and the captures of
  /// its closure, in Swift 6.3.
  ConcurrencyTaskAllocation = 14,
  ConcurrencyTaskSlab = 15,
  ConcurrencyTaskClosure = 32,
  /// How large that memory is, in bytes.
  ConcurrencySlabSize = 1016,
};

/// Asks the processor to fetch memory that is about to be read.
static inline void prefetchMemory(const void *address) { __builtin_prefetch(address); }

/// Asks the processor to fetch an object of up to two cache lines.
static inline void prefetchObject(const void *object) {
  __builtin_prefetch(object);
  __builtin_prefetch((const char *)object + 64);
}

/// Asks the processor to fetch an object to which another one is thought to refer.
///
/// That one is read, so it has to be alive. It may be shorter than thought, or have something else in that word: the word is read if
/// it is in the page in which the object begins, and is only fetched from. Another thread may write it meanwhile.
__attribute__((no_sanitize("address", "thread"))) static inline void prefetchReferenced(const void *object, int word) {
  enum { Page = 4096 };
  if (((uintptr_t)object & (Page - 1)) + (word + 1) * sizeof(void *) > Page) return;
  prefetchObject(__atomic_load_n((const void *const *)object + word, __ATOMIC_RELAXED));
}

/// Asks the processor to fetch a task that is about to run.
///
/// A task takes some 300 bytes in Swift 6.3. With another size less is fetched early, or something else as well.
static inline void prefetchTask(const void *task) {
  for (int line = 0; line < 5; line++) __builtin_prefetch((const char *)task + 64 * line);
}

/// Asks the processor to fetch the frames of a suspended task that is about to run.
///
/// The task itself is read, so it has to be alive. Frames, and what the runtime notes of the task, are on both sides of the
/// frame with which it continues. In a runtime with another layout, something else is fetched.
static inline void prefetchFrames(const void *task) {
  const char *context = ((const char *const *)task)[ConcurrencyTaskContext];
  for (int line = -5; line <= 5; line++) __builtin_prefetch(context + 64 * line);
}

/// Asks the processor to fetch what the end of a task will touch besides: the captures of its closure, and what is behind its
/// memory, where the C library looks when it frees that.
///
/// The task itself is read, so it has to be one, not what stands in for it, and alive.
static inline void prefetchEnd(const void *task) {
  const char *const *words = (const char *const *)task;
  __builtin_prefetch(words[ConcurrencyTaskClosure]);
  __builtin_prefetch(words[ConcurrencyTaskSlab] + ConcurrencySlabSize);
}

/// Asks the processor to fetch the memory in which a task that has not begun will have its first frames.
///
/// The task itself is read, so it has to be one and alive.
static inline void prefetchStack(const void *task) {
  const char *const *words = (const char *const *)task;
  __builtin_prefetch(words[ConcurrencyTaskSlab]);
  for (int line = 0; line < 8; line++) __builtin_prefetch(words[ConcurrencyTaskAllocation] + 64 * line);
}

#ifdef __linux__
/// What `pthread_self` returns, or another number that is the calling thread's alone, without a call.
__attribute__((always_inline)) static inline uintptr_t threadPointer(void) { return (uintptr_t)__builtin_thread_pointer(); }
#endif
