// The functions of Dispatch by which work gets onto queues, defined anew: each asks whether a capturing loop takes the call.
//
// On ELF platforms a symbol that the program defines wins over the one of a shared library, also for the calls that other
// libraries make, such as those of Swift's overlay and of Foundation. Outside of the events of a capturing loop each of them
// is one or two checks and a call of the original.
//
// All of them are weak: in a program that links Dispatch statically the library's own definitions win, and nothing is taken.

#define _GNU_SOURCE

#include "DispatchHooks.h"

#include "DispatchCalls.h"

#if !defined(BRAID_PORTABLE) && defined(__linux__) && !__has_feature(thread_sanitizer) && \
    (defined(__x86_64__) || defined(__aarch64__))

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifndef RTLD_NEXT
#define RTLD_NEXT ((void *)-1l)
#endif
#ifndef RTLD_DEFAULT
#define RTLD_DEFAULT ((void *)0)
#endif

typedef DispatchPointer Pointer;

#define WEAK __attribute__((weak))

static inline const struct DispatchCalls *taken(void) {
  const struct DispatchCalls *calls = __atomic_load_n(&dispatchCalls, __ATOMIC_ACQUIRE);
  return __builtin_expect(calls != NULL, 0) && calls->isTaken() ? calls : NULL;
}

// Other libraries may call these before the constructors of this one have run, so that each looks for the original itself.
#define ORIGINAL(symbol) \
  static __typeof__(&symbol) original; \
  if (__builtin_expect(original == NULL, 0)) *(void **)&original = dlsym(RTLD_NEXT, #symbol)

// Blocks that have flags of their own: what `dispatch_block_create` makes. The data begins with a known number.

struct BlockData {
  unsigned long magic, flags;
};
enum { dataOffset = 32, isBarrierFlag = 1 };

static int isBarrier(Pointer block) {
  static void *const *special;
  if (special == NULL) special = dlsym(RTLD_DEFAULT, "_dispatch_block_special_invoke");
  if (special == NULL || *(void **)((char *)block + 16) != *special) return 0;
  const struct BlockData *data = (const void *)((char *)block + dataOffset);
  return data->magic == 0xD159B10C && (data->flags & isBarrierFlag) != 0;
}

// Queues.

#define CREATE(symbol, PARAMETERS, ARGUMENTS) \
  WEAK Pointer symbol PARAMETERS { \
    ORIGINAL(symbol); \
    Pointer object = original ARGUMENTS; \
    const struct DispatchCalls *calls = taken(); \
    if (calls && object) calls->created(object); \
    return object; \
  }
CREATE(dispatch_queue_create, (const char *label, Pointer attributes), (label, attributes))
CREATE(
    dispatch_queue_create_with_target, (const char *label, Pointer attributes, Pointer target),
    (label, attributes, target))
CREATE(dispatch_group_create, (void), ())
CREATE(dispatch_semaphore_create, (intptr_t value), (value))

#define SUBMIT(symbol, barrier) \
  WEAK void symbol(Pointer queue, Pointer block) { \
    ORIGINAL(symbol); \
    const struct DispatchCalls *calls = taken(); \
    if (calls) return calls->async(queue, block, barrier); \
    original(queue, block); \
  }
SUBMIT(dispatch_async, isBarrier(block))
SUBMIT(dispatch_barrier_async, 1)

#define SYNCHRONOUS(symbol, barrier) \
  WEAK void symbol(Pointer queue, Pointer block) { \
    ORIGINAL(symbol); \
    const struct DispatchCalls *calls = taken(); \
    if (calls) return calls->sync(queue, block, barrier); \
    original(queue, block); \
  }
SYNCHRONOUS(dispatch_sync, isBarrier(block))
SYNCHRONOUS(dispatch_barrier_sync, 1)
SYNCHRONOUS(dispatch_async_and_wait, isBarrier(block))
SYNCHRONOUS(dispatch_barrier_async_and_wait, 1)

WEAK void dispatch_after(uint64_t when, Pointer queue, Pointer block) {
  ORIGINAL(dispatch_after);
  const struct DispatchCalls *calls = taken();
  if (calls) return calls->after(when, queue, block);
  original(when, queue, block);
}

WEAK void dispatch_apply(size_t iterations, Pointer queue, Pointer block) {
  ORIGINAL(dispatch_apply);
  const struct DispatchCalls *calls = taken();
  if (calls) return calls->apply(iterations, block);
  original(iterations, queue, block);
}

WEAK void *dispatch_queue_get_specific(Pointer queue, const void *key);

WEAK void *dispatch_get_specific(const void *key) {
  ORIGINAL(dispatch_get_specific);
  const struct DispatchCalls *calls = taken();
  Pointer queue = calls ? calls->currentQueue() : NULL;
  size_t target = 0;
  if (queue) {
    static const uint16_t *offsets;
    if (offsets == NULL) offsets = dlsym(RTLD_DEFAULT, "dispatch_queue_offsets");
    if (offsets != NULL) target = offsets[13];
  }
  for (; queue && dispatch_queue_get_specific; queue = target ? *(Pointer *)((char *)queue + target) : NULL) {
    void *value = dispatch_queue_get_specific(queue, key);
    if (value) return value;
  }
  return calls && calls->currentQueue() ? NULL : original(key);
}

WEAK const char *dispatch_queue_get_label(Pointer queue) {
  ORIGINAL(dispatch_queue_get_label);
  const struct DispatchCalls *calls = queue ? NULL : taken();
  Pointer current = calls ? calls->currentQueue() : NULL;
  return original(current ? current : queue);
}

WEAK void dispatch_assert_queue(Pointer queue) {
  ORIGINAL(dispatch_assert_queue);
  const struct DispatchCalls *calls = taken();
  if (calls && calls->isOn(queue)) return;
  original(queue);
}

WEAK void dispatch_assert_queue_barrier(Pointer queue) {
  ORIGINAL(dispatch_assert_queue_barrier);
  const struct DispatchCalls *calls = taken();
  if (calls && calls->isOn(queue)) return;
  original(queue);
}

WEAK void dispatch_assert_queue_not(Pointer queue) {
  ORIGINAL(dispatch_assert_queue_not);
  const struct DispatchCalls *calls = taken();
  // On the queue, the original would stop the program with its message, but the thread is on none that it knows.
  if (calls && calls->isOn(queue)) __builtin_trap();
  original(queue);
}

// Time.

WEAK uint64_t dispatch_time(uint64_t when, int64_t delta) {
  ORIGINAL(dispatch_time);
  const struct DispatchCalls *calls = taken();
  return calls ? calls->time(when, delta) : original(when, delta);
}

WEAK uint64_t dispatch_walltime(const struct timespec *when, int64_t delta) {
  ORIGINAL(dispatch_walltime);
  const struct DispatchCalls *calls = taken();
  return calls && !when ? calls->walltime(delta) : original(when, delta);
}

// Groups and semaphores.

WEAK void dispatch_group_enter(Pointer group) {
  ORIGINAL(dispatch_group_enter);
  const struct DispatchCalls *calls = taken();
  if (calls) return calls->groupEnter(group);
  original(group);
}

WEAK void dispatch_group_leave(Pointer group) {
  ORIGINAL(dispatch_group_leave);
  const struct DispatchCalls *calls = taken();
  if (calls) return calls->groupLeave(group);
  original(group);
}

WEAK intptr_t dispatch_group_wait(Pointer group, uint64_t timeout) {
  ORIGINAL(dispatch_group_wait);
  const struct DispatchCalls *calls = taken();
  return calls ? calls->groupWait(group, timeout) : original(group, timeout);
}

WEAK void dispatch_group_notify(Pointer group, Pointer queue, Pointer block) {
  ORIGINAL(dispatch_group_notify);
  const struct DispatchCalls *calls = taken();
  if (calls) return calls->groupNotify(group, queue, block);
  original(group, queue, block);
}

// A work item in a group leaves it when it ends: a block around the item does.

struct GroupedBlock {
  void *isa;
  int flags, reserved;
  void (*invoke)(struct GroupedBlock *);
  const void *descriptor;
  Pointer group, block;
};

WEAK Pointer _Block_copy(Pointer block);
WEAK void _Block_release(Pointer block);

static void runGrouped(struct GroupedBlock *it) {
  DispatchCallsRun(it->block);
  dispatch_group_leave(it->group);
}

WEAK void dispatch_retain(Pointer object);
void dispatch_release(Pointer object);

static void copyGrouped(struct GroupedBlock *target, const struct GroupedBlock *source) {
  target->block = _Block_copy(source->block);
  target->group = source->group;
  dispatch_retain(target->group);
}

static void disposeGrouped(struct GroupedBlock *it) {
  _Block_release(it->block);
  dispatch_release(it->group);
}

static const struct {
  unsigned long reserved, size;
  void (*copy)(struct GroupedBlock *, const struct GroupedBlock *);
  void (*dispose)(struct GroupedBlock *);
} descriptorOfGrouped = {0, sizeof(struct GroupedBlock), copyGrouped, disposeGrouped};

extern void *_NSConcreteStackBlock[] WEAK;

WEAK void dispatch_group_async(Pointer group, Pointer queue, Pointer block) {
  ORIGINAL(dispatch_group_async);
  const struct DispatchCalls *calls = taken();
  if (!calls) return original(group, queue, block);
  calls->groupEnter(group);
  enum { hasCopyHelpers = 1 << 25 };
  struct GroupedBlock grouped = {_NSConcreteStackBlock, hasCopyHelpers, 0, runGrouped, &descriptorOfGrouped, group, block};
  calls->async(queue, &grouped, isBarrier(block));
}

WEAK intptr_t dispatch_semaphore_signal(Pointer semaphore) {
  ORIGINAL(dispatch_semaphore_signal);
  const struct DispatchCalls *calls = taken();
  return calls ? calls->semaphoreSignal(semaphore) : original(semaphore);
}

WEAK intptr_t dispatch_semaphore_wait(Pointer semaphore, uint64_t timeout) {
  ORIGINAL(dispatch_semaphore_wait);
  const struct DispatchCalls *calls = taken();
  return calls ? calls->semaphoreWait(semaphore, timeout) : original(semaphore, timeout);
}

// Sources: those of timers are taken, with an object of Dispatch's that never fires.

WEAK Pointer dispatch_source_create(const void *type, uintptr_t handle, uintptr_t mask, Pointer queue) {
  ORIGINAL(dispatch_source_create);
  Pointer source = original(type, handle, mask, queue);
  const struct DispatchCalls *calls = taken();
  if (calls && source) {
    if (type == dlsym(RTLD_DEFAULT, "_dispatch_source_type_timer")) calls->timerCreated(source, queue);
    else calls->escaped("DispatchSource");
  }
  return source;
}

WEAK void dispatch_source_set_timer(Pointer source, uint64_t start, uint64_t interval, uint64_t leeway) {
  ORIGINAL(dispatch_source_set_timer);
  const struct DispatchCalls *calls = taken();
  if (calls && calls->timerSet(source, start, interval)) return;
  original(source, start, interval, leeway);
}

#define HANDLER(symbol, call) \
  WEAK void symbol(Pointer source, Pointer block) { \
    ORIGINAL(symbol); \
    const struct DispatchCalls *calls = taken(); \
    if (calls && calls->call(source, block)) return; \
    original(source, block); \
  }
HANDLER(dispatch_source_set_event_handler, timerHandler)
HANDLER(dispatch_source_set_cancel_handler, timerCancelHandler)
HANDLER(dispatch_source_set_registration_handler, timerRegistrationHandler)

WEAK void dispatch_source_cancel(Pointer source) {
  ORIGINAL(dispatch_source_cancel);
  const struct DispatchCalls *calls = taken();
  if (calls) (void)calls->timerCancel(source);
  // Of the object too, which is asked whether it is cancelled.
  original(source);
}

WEAK uintptr_t dispatch_source_get_data(Pointer source) {
  ORIGINAL(dispatch_source_get_data);
  const struct DispatchCalls *calls = taken();
  uintptr_t data;
  return calls && calls->timerData(source, &data) ? data : original(source);
}

#define CONTROL(symbol, call) \
  WEAK void symbol(Pointer object) { \
    ORIGINAL(symbol); \
    const struct DispatchCalls *calls = taken(); \
    if (calls && calls->call(object)) return; \
    original(object); \
  }
CONTROL(dispatch_suspend, suspend)
CONTROL(dispatch_resume, resume)
CONTROL(dispatch_activate, activate)

WEAK void dispatch_release(Pointer object) {
  ORIGINAL(dispatch_release);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->released(object);
  original(object);
}

// Condition variables, by which Foundation waits for operations. Their functions have versions, of which the newer one is meant.

static void *newestOf(const char *symbol) {
  void *function = dlvsym(RTLD_NEXT, symbol, "GLIBC_2.3.2");
  return function ? function : dlsym(RTLD_NEXT, symbol);
}

#define NEWEST(symbol) \
  static __typeof__(&symbol) original; \
  if (__builtin_expect(original == NULL, 0)) *(void **)&original = newestOf(#symbol)

WEAK int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex) {
  NEWEST(pthread_cond_wait);
  const struct DispatchCalls *calls = taken();
  if (!calls) return original(condition, mutex);
  int failure = pthread_mutex_unlock(mutex);
  if (failure) return failure;
  calls->conditionWait(condition);
  return pthread_mutex_lock(mutex);
}

WEAK int pthread_cond_signal(pthread_cond_t *condition) {
  NEWEST(pthread_cond_signal);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->conditionSignal(condition);
  return original(condition);
}

WEAK int pthread_cond_broadcast(pthread_cond_t *condition) {
  NEWEST(pthread_cond_broadcast);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->conditionSignal(condition);
  return original(condition);
}

// What has threads or a time of its own. It is not taken, and the loop's report names it.

/// Whether a function was called by Dispatch, which starts threads for its own queues.
static int isDispatch(const void *caller) {
  Dl_info info;
  return dladdr(caller, &info) && info.dli_fname && strstr(info.dli_fname, "libdispatch") != NULL;
}

WEAK int pthread_create(
    pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
  ORIGINAL(pthread_create);
  const struct DispatchCalls *calls = taken();
  if (calls && !isDispatch(__builtin_return_address(0))) calls->escaped("Thread");
  return original(thread, attributes, start, argument);
}

WEAK int nanosleep(const struct timespec *duration, struct timespec *rest) {
  ORIGINAL(nanosleep);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->escaped("Thread.sleep");
  return original(duration, rest);
}

WEAK unsigned sleep(unsigned seconds) {
  ORIGINAL(sleep);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->escaped("sleep");
  return original(seconds);
}

WEAK int usleep(useconds_t microseconds) {
  ORIGINAL(usleep);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->escaped("usleep");
  return original(microseconds);
}

WEAK void CFRunLoopAddTimer(Pointer loop, Pointer timer, Pointer mode) {
  ORIGINAL(CFRunLoopAddTimer);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->escaped("Timer");
  if (original) original(loop, timer, mode);
}

WEAK int32_t CFRunLoopRunSpecific(Pointer loop, Pointer mode, double seconds, uint8_t returnsAfterSource) {
  ORIGINAL(CFRunLoopRunSpecific);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->escaped("RunLoop");
  return original ? original(loop, mode, seconds, returnsAfterSource) : 0;
}

WEAK int32_t CFRunLoopRunInMode(Pointer mode, double seconds, uint8_t returnsAfterSource) {
  ORIGINAL(CFRunLoopRunInMode);
  const struct DispatchCalls *calls = taken();
  if (calls) calls->escaped("RunLoop");
  return original ? original(mode, seconds, returnsAfterSource) : 0;
}

// The offer to the loop.

static struct DispatchOriginals originals;

#define FIND(field, symbol) *(void **)&originals.field = dlsym(RTLD_NEXT, symbol)

__attribute__((constructor)) static void offer(void) {
  FIND(retain, "dispatch_retain");
  FIND(release, "dispatch_release");
  FIND(activate, "dispatch_activate");
  FIND(resume, "dispatch_resume");
  FIND(groupEnter, "dispatch_group_enter");
  FIND(groupLeave, "dispatch_group_leave");
  FIND(groupWait, "dispatch_group_wait");
  FIND(semaphoreSignal, "dispatch_semaphore_signal");
  FIND(semaphoreWait, "dispatch_semaphore_wait");
  FIND(sourceCancel, "dispatch_source_cancel");
  FIND(label, "dispatch_queue_get_label");
  FIND(copyBlock, "_Block_copy");
  FIND(releaseBlock, "_Block_release");
  // The program may have a copy of the object, which is the one in use.
  originals.mainQueue = dlsym(RTLD_DEFAULT, "_dispatch_main_q");
  Pointer (*globalQueue)(intptr_t, uintptr_t) = (Pointer (*)(intptr_t, uintptr_t))dlsym(RTLD_NEXT, "dispatch_get_global_queue");
  originals.defaultQueue = globalQueue ? globalQueue(0, 0) : NULL;
  const uint16_t *offsets = dlsym(RTLD_NEXT, "dispatch_queue_offsets");
  // Only a shared library has a next definition, and only one whose queues can be read is of use. The version counts fields.
  if (!originals.retain || !originals.copyBlock || !originals.mainQueue || !offsets || offsets[0] < 5) return;
  if (dlsym(RTLD_DEFAULT, "dispatch_async") != (void *)dispatch_async) return;
  originals.widthOffset = offsets[7];
  originals.targetOffset = offsets[13];
  DispatchCallsOffer(&originals);
}

#endif
