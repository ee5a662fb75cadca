// Functions of the system beside Dispatch: conditions are taken, and what has threads or a time of its own has a name.

#include "Hooks.h"

#if DISPATCH_HOOKS

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
  return dispatchHooksLock(mutex);
}

WEAK int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *limit) {
  NEWEST(pthread_cond_timedwait);
  const struct DispatchCalls *calls = taken();
  // The limit is an instant of real time.
  if (calls) calls->escaped("a condition's wait with a time limit");
  return original(condition, mutex, limit);
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

/// What a request of URLSession begins with, on the session's queue. The request is not made: its sockets have a queue of Dispatch
/// itself, and what the loop takes of the session's calls would run beside that.
WEAK Pointer CFURLSessionEasyHandleInit(void) {
  ORIGINAL(CFURLSessionEasyHandleInit);
  static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
  const struct DispatchCalls *calls = taken();
  if (calls) {
    calls->escaped("URLSession");
    calls->conditionWait(&never);
  }
  return original ? original() : NULL;
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

#endif
