// The log of accesses as a whole: its runs, its events, and the threads that they run on.

#include "AccessLogState.h"

#if ACCESS_HOOKS

#define _GNU_SOURCE
#include "CodeLines.h"
#include <pthread.h>
#include <string.h>

int pthread_getattr_np(pthread_t, pthread_attr_t *);

_Thread_local AccessLog *accessLog, *accessLogKnown;
_Thread_local uintptr_t accessLogType;
_Thread_local uintptr_t accessLogStackLow, accessLogStackHigh;

static int hasInstrumentedCode;

void accessLogMarkPresent(void) { __atomic_store_n(&hasInstrumentedCode, 1, __ATOMIC_RELAXED); }

#if ALLOCATION_HOOKS
int AccessHooksArePresent(void) { return __atomic_load_n(&hasInstrumentedCode, __ATOMIC_RELAXED); }
#else
int AccessHooksArePresent(void) { return 0; }
#endif

/// Finds out where the stack of the calling thread is, once for each thread: what is on it is no other event's.
static void findStack(void) {
  pthread_attr_t attributes;
  accessLogStackHigh = 1;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
  void *low;
  size_t size;
  if (pthread_attr_getstack(&attributes, &low, &size) == 0) {
    accessLogStackLow = (uintptr_t)low;
    accessLogStackHigh = (uintptr_t)low + size;
  }
  pthread_attr_destroy(&attributes);
}

AccessLog *AccessLogCreate(void) {
  // The first question allocates memory, which is to be no event's.
  CodeLinesIsShared(0);
  return AccessHooksArePresent() ? __libc_calloc(1, sizeof(AccessLog)) : NULL;
}

void AccessLogRestart(AccessLog *log) {
  for (size_t k = 0; k < log->pageCapacity; k++) {
    if (log->pages[k] == NULL) continue;
    memset(log->pages[k]->starts, 0, sizeof(log->pages[k]->starts));
    log->pages[k]->covering = 0;
  }
  log->allocationCount = 0;
  log->largeCount = 0;
  log->shareCount = 0;
  log->run++;
}

void AccessLogFree(AccessLog *log) {
  if (log == NULL) return;
  for (size_t k = 0; k < log->pageCapacity; k++) __libc_free(log->pages[k]);
  __libc_free(log->pages);
  __libc_free(log->allocations);
  __libc_free(log->large);
  __libc_free(log->ordinals);
  __libc_free(log->states);
  __libc_free(log->owners);
  __libc_free(log->slots);
  __libc_free(log->shares);
  __libc_free(log);
}

void AccessLogBegin(AccessLog *log, uint64_t event) {
  if (accessLogStackHigh == 0) findStack();
  log->eventName = event;
  log->event++;
  log->stateCount = log->ordinalCount = log->calls = log->functions = log->depth = log->atomics = log->effects = 0;
  log->secondAtomic = log->unseen = 0;
  log->hasOwnFunction = 0;
  memset(log->entries, 0, sizeof(log->entries));
  log->hasLearned = 0;
  log->stack[0] = 0;
  accessLog = accessLogKnown = log;
}

void AccessLogEnd(AccessLog *log) {
  accessLog = accessLogKnown = NULL;
  // What the event has made and freed again is not shared with any other.
  size_t kept = 0;
  for (size_t k = 0; k < log->stateCount; k++) {
    struct Allocation *it = log->owners[k] == 0 ? NULL : &log->allocations[log->owners[k] - 1];
    if (it != NULL && it->isFreed && it->event == log->event) continue;
    log->states[kept++] = log->states[k];
  }
  log->stateCount = kept;
}

struct AccessedStates AccessLogStates(const AccessLog *log) {
  struct AccessedStates all = {log->states, log->stateCount, log->hasOwnFunction ? log->calls : 0, log->atomics,
                               log->secondAtomic, log->secondAtomicCaller, {0}, log->unseen, log->hasLearned};
  memcpy(all.entries, log->entries, sizeof(all.entries));
  return all;
}

AccessLog *AccessLogPause(void) {
  AccessLog *log = accessLog;
  if (log == NULL) return NULL;
  log->effects++;
  accessLog = NULL;
  return log;
}

void AccessLogResume(AccessLog *log) { accessLog = log; }

AccessLog *AccessLogDetach(void) {
  AccessLog *log = accessLogKnown;
  accessLog = accessLogKnown = NULL;
  return log;
}

void AccessLogAttach(AccessLog *log) { accessLog = accessLogKnown = log; }

#else

int AccessHooksArePresent(void) { return 0; }
AccessLog *AccessLogCreate(void) { return NULL; }
void AccessLogRestart(AccessLog *log) { (void)log; }
void AccessLogFree(AccessLog *log) { (void)log; }
void AccessLogBegin(AccessLog *log, uint64_t event) { (void)log, (void)event; }
void AccessLogEnd(AccessLog *log) { (void)log; }
struct AccessedStates AccessLogStates(const AccessLog *log) {
  (void)log;
  return (struct AccessedStates){NULL, 0, 0, 0, 0, 0, {0}, 0, 0};
}
AccessLog *AccessLogPause(void) { return NULL; }
void AccessLogResume(AccessLog *log) { (void)log; }
void AccessLogCountUse(uintptr_t object, uintptr_t code) { (void)object, (void)code; }
void AccessLogNoteLock(uintptr_t address, uintptr_t code) { (void)address, (void)code; }
AccessLog *AccessLogDetach(void) { return NULL; }
void AccessLogAttach(AccessLog *log) { (void)log; }

#endif
