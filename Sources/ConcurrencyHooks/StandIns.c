// The continuations of watched code, each with a stand-in, so that a second resumption is seen and does nothing.

#include "StandIns.h"

#if CONCURRENCY_HOOKS

#include <stdlib.h>
#include <sys/mman.h>

// A continuation is its task to the runtime, whatever the task waits for by the time when it is resumed. Code that resumes one
// stores the value through the context of the task, and then calls the runtime. A stand-in looks like a task in both: it has
// the context where a task has it, and its first word, where a task has its class, tells which of the two a pointer is.
enum { MostSites = 6 };

struct StandIn {
  Word mark;
  Word unused[ConcurrencyTaskContext - 1];
  /// The context of the continuation; that of all values which nothing receives, once it was resumed.
  Word context;
  /// NULL once it was resumed.
  Word task;
  /// Where in the code it was made.
  uintptr_t sites[MostSites];
  size_t siteCount;
  struct StandIn *next;
};

static char mark;

// What is stored by a second resumption: any word of this context is the address of memory for a value. Its type is not known
// here, so that nothing releases it. Values that are larger do not occur.
enum { LargestValue = 1 << 16, ContextSize = 16 };
static char unreceived[LargestValue];
static Word unreceivedContext[ContextSize];

__attribute__((constructor)) static void pointToUnreceived(void) {
  for (int k = 0; k < ContextSize; k++) unreceivedContext[k] = unreceived;
}

static ConcurrencyContinuationWatcher watcher;
static ConcurrencyResumptionRecorder recorder;

int ConcurrencyHooksRecordResumptions(
    ConcurrencyResumptionRecorder newRecorder, ConcurrencyContinuationWatcher newWatcher) {
  if (dlsym(RTLD_NEXT, "swift_task_create") == NULL) return 0;
  __atomic_store_n(&recorder, newRecorder, __ATOMIC_RELEASE);
  __atomic_store_n(&watcher, newWatcher, __ATOMIC_RELEASE);
  return 1;
}

// Nothing tells when code forgets a continuation. Those that were resumed are used again only when so many others were resumed
// since, which bounds the memory. It is no memory of the allocator, whose calls the record of an instrumented event counts.
enum { Kept = 1 << 14, BlockSize = 1 << 16 };
static struct StandIn *oldest, *newest;
static size_t keptCount;
static struct StandIn *unused;
static size_t unusedCount;
static int isLocked;

static void lock(void) {
  while (__atomic_exchange_n(&isLocked, 1, __ATOMIC_ACQUIRE)) {
  }
}

static void unlock(void) { __atomic_store_n(&isLocked, 0, __ATOMIC_RELEASE); }

static struct StandIn *take(void) {
  struct StandIn *standIn = NULL;
  lock();
  if (keptCount >= Kept) {
    standIn = oldest;
    oldest = standIn->next;
    keptCount--;
  } else {
    if (unusedCount == 0) {
      void *block = mmap(NULL, BlockSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (block != MAP_FAILED) {
        unused = block;
        unusedCount = BlockSize / sizeof(struct StandIn);
      }
    }
    if (unusedCount > 0) {
      standIn = unused++;
      unusedCount--;
    }
  }
  unlock();
  return standIn;
}

static void keep(struct StandIn *standIn) {
  standIn->next = NULL;
  lock();
  if (keptCount == 0) {
    oldest = standIn;
  } else {
    newest->next = standIn;
  }
  newest = standIn;
  keptCount++;
  unlock();
}

int isStandIn(Word continuation) { return continuation && *(Word *)continuation == &mark; }

Word taskOfStandIn(Word continuation) {
  struct StandIn *standIn = continuation;
  Word task = __atomic_exchange_n(&standIn->task, NULL, __ATOMIC_ACQ_REL);
  if (task == NULL) return NULL;
  standIn->context = unreceivedContext;
  keep(standIn);
  return task;
}

int recordResumption(const void *function, Word continuation, uintptr_t *frame) {
  ConcurrencyResumptionRecorder current = __atomic_load_n(&recorder, __ATOMIC_ACQUIRE);
  if (current == NULL) return 0;
  struct StandIn *standIn = continuation;
  concurrencyResumptionFrame = frame;
  int isRecorded = current(function, standIn ? standIn->sites : NULL, standIn ? standIn->siteCount : 0);
  concurrencyResumptionFrame = NULL;
  return isRecorded;
}

typedef __attribute__((swiftcall)) Word (*initialise_function)(Word *, size_t);
static initialise_function original_initialise;
FIND(initialise, "swift_continuation_init")
WEAK __attribute__((swiftcall)) Word hooked_initialise(Word *context, size_t flags) __asm__("swift_continuation_init");
__attribute__((swiftcall)) Word hooked_initialise(Word *context, size_t flags) {
  concurrencyCallSite = (uintptr_t)__builtin_return_address(0);
  concurrencyCallContext = context;
  tell(ConcurrencyCallContinuation, NULL);
  Word task = original_initialise(context, flags);
  ConcurrencyContinuationWatcher current = __atomic_load_n(&watcher, __ATOMIC_ACQUIRE);
  if (__builtin_expect(current == NULL || !current(), 1)) return task;
  // A runtime with another layout gets its own task back.
  if (((Word *)task)[ConcurrencyTaskContext] != context) return task;
  struct StandIn *standIn = take();
  if (standIn == NULL) return task;
  standIn->context = context;
  standIn->siteCount = ConcurrencyCallSites(standIn->sites, MostSites);
  standIn->mark = &mark;
  __atomic_store_n(&standIn->task, task, __ATOMIC_RELEASE);
  return standIn;
}

extern void swift_errorRelease(Word error);

// RELEASE is what becomes of the error that the call owns.
#define RESUMPTION(name, symbol, RELEASE) \
  typedef __attribute__((swiftcall)) void (*name##_function)(Word, Word); \
  static name##_function original_##name; \
  FIND(name, symbol) \
  WEAK __attribute__((swiftcall)) void hooked_##name(Word continuation, Word error) __asm__(symbol); \
  __attribute__((swiftcall)) void hooked_##name(Word continuation, Word error) { \
    if (!isStandIn(continuation)) { \
      original_##name(continuation, error); \
      return; \
    } \
    Word task = taskOfStandIn(continuation); \
    if (__builtin_expect(task != NULL, 1)) { \
      original_##name(task, error); \
      return; \
    } \
    /* The task may be gone: what resumes it in spite of that would damage the memory of others. */ \
    if (!recordResumption(NULL, continuation, __builtin_frame_address(0))) abort(); \
    RELEASE; \
  }

RESUMPTION(resume, "swift_continuation_resume", (void)error)
RESUMPTION(throwingResume, "swift_continuation_throwingResume", (void)error)
RESUMPTION(throwingResumeWithError, "swift_continuation_throwingResumeWithError", swift_errorRelease(error))

#else

int ConcurrencyHooksRecordResumptions(
    ConcurrencyResumptionRecorder recorder, ConcurrencyContinuationWatcher watcher) {
  return (void)recorder, (void)watcher, 0;
}

#endif
