// The log of accesses: which state a touched address is part of, and what each event does to it.
//
// An address is no name: it is another one in each run. Memory that the run has allocated is named by the event that
// allocated it, by the functions that it was in, the size, and a number among allocations that have all of these in common.
// So the same memory has the same name in all runs in which the same events made it, whatever else ran between them, and
// memory that is freed and given out again has another name. Other memory (global variables, what was there before the
// run) stays where it is while the process lives, and is named by where it is.

#include "AccessLogState.h"

#if ACCESS_HOOKS

#define _GNU_SOURCE
#include "CodeLines.h"
#include <pthread.h>
#include <string.h>

int pthread_getattr_np(pthread_t, pthread_attr_t *);

_Thread_local AccessLog *accessLog, *accessLogKnown;
_Thread_local uintptr_t accessLogType;
static _Thread_local uintptr_t stackLow, stackHigh;

static int isOnStack(uintptr_t address) { return address >= stackLow && address < stackHigh; }

// Accesses.

static size_t slot(AccessLog *log, uint64_t state) {
  size_t mask = log->slotCapacity - 1, place = state & mask;
  while (log->slots[place].event == log->event && log->states[log->slots[place].place].name != state)
    place = (place + 1) & mask;
  return place;
}

/// From where the function was called that runs now.
static uintptr_t callerOfFunction(AccessLog *log) {
  return log->depth > 0 && log->depth < stackLimit ? log->callers[log->depth] : 0;
}

void accessLogNoteState(
    AccessLog *log, uint64_t state, uint32_t allocation, uint32_t offset, unsigned modes, uintptr_t code) {
  if (2 * log->stateCount >= log->slotCapacity) {
    __libc_free(log->slots);
    log->slotCapacity = log->slotCapacity == 0 ? 256 : 2 * log->slotCapacity;
    log->slots = __libc_calloc(log->slotCapacity, sizeof(*log->slots));
    for (size_t k = 0; k < log->stateCount; k++)
      log->slots[slot(log, log->states[k].name)] = (struct Slot){log->event, (uint32_t)k};
  }
  size_t place = slot(log, state);
  if (log->slots[place].event != log->event) {
    size_t capacity = log->stateCapacity;
    log->states = grown(log->states, log->stateCount, &capacity, sizeof(*log->states));
    log->owners = grown(log->owners, log->stateCount, &log->stateCapacity, sizeof(*log->owners));
    uintptr_t type = allocation == 0 ? 0 : log->allocations[allocation - 1].type;
    log->states[log->stateCount] = (struct AccessedState){state, 0, offset, 0, 0, 0, 0, type, 0};
    log->owners[log->stateCount] = allocation;
    log->slots[place] = (struct Slot){log->event, (uint32_t)log->stateCount++};
  }
  struct AccessedState *it = &log->states[log->slots[place].place];
  unsigned announced = modes & AccessModeAnnounced ? modes : 0;
  modes &= ~(unsigned)AccessModeAnnounced;
  if ((modes & AccessModeRead) && (it->read == 0 || (announced == 0 && (it->announced & AccessModeRead)))) {
    it->announced = (it->announced & ~(unsigned)AccessModeRead) | (announced & AccessModeRead);
    it->read = code;
    it->readCaller = callerOfFunction(log);
  }
  int isWrite = (modes & (AccessModeWrite | AccessModeUpdate)) != 0;
  if (isWrite && (it->write == 0 || (announced == 0 && (it->announced & AccessModeWrite)))) {
    it->announced = (it->announced & ~(unsigned)AccessModeWrite) | (announced & AccessModeWrite);
    it->write = code;
    it->writeCaller = callerOfFunction(log);
  }
  it->modes |= modes;
  if ((modes & AccessModeWrite) && (allocation == 0 || log->allocations[allocation - 1].event != log->event))
    log->effects++;
}

static void noteWords(
    AccessLog *log, uint32_t allocation, uintptr_t address, size_t size, unsigned modes, uintptr_t code) {
  uint64_t parent = allocation == 0 ? 0x676C6F62616C2100ull : log->allocations[allocation - 1].name;
  uintptr_t base = allocation == 0 ? 0 : log->allocations[allocation - 1].start;
  if (allocation != 0 && log->allocations[allocation - 1].size >= wholeSize)
    return accessLogNoteState(log, name(parent, 0), allocation, 0, modes, code);
  for (uintptr_t word = (address - base) >> 3; word <= (address - base + size - 1) >> 3; word++) {
    uint64_t ordinal = allocation == 0 ? placeInImage(word << 3) : word;
    accessLogNoteState(log, name(parent, 1 + ordinal), allocation, (uint32_t)(word << 3), modes, code);
  }
}

void accessLogNote(AccessLog *log, uintptr_t address, size_t size, unsigned modes, uintptr_t code) {
  accessLogCall(log, code);
  if (size == 0 || isOnStack(address)) return;
  // A range may begin in one allocation and end behind it, if the code is wrong; then the rest is noted by its address.
  while (size > 0) {
    uint32_t allocation = accessLogAllocationAt(log, address);
    size_t here = size;
    if (allocation != 0) {
      size_t rest = log->allocations[allocation - 1].start + log->allocations[allocation - 1].size - address;
      if (rest < here) here = rest;
    }
    noteWords(log, allocation, address, here, modes, code);
    address += here;
    size -= here;
  }
}

/// The size of the part of an object that begins at an offset, by its class: up to the next stored property.
///
/// The layouts of metadata and of type descriptors are part of Swift's stable interface; a class without Objective-C.
static size_t sizeOfProperty(uintptr_t type, size_t offset, size_t end) {
  const uintptr_t *metadata = (const uintptr_t *)type;
  // The first word of a class's metadata is 0 here; that of another heap object is a small number.
  if (type == 0 || metadata[0] != 0) return end - offset;
  const uint32_t *descriptor = (const uint32_t *)metadata[5];
  if (descriptor == NULL || (descriptor[0] & 31) != 16) return end - offset;
  // A class with a superclass that can change its size keeps the place of its offsets elsewhere.
  if (descriptor[0] & (1u << (16 + 13))) return end - offset;
  uint32_t count = descriptor[9], vector = descriptor[10];
  size_t next = end;
  for (uint32_t k = 0; k < count; k++)
    if (metadata[vector + k] > offset && metadata[vector + k] < next) next = metadata[vector + k];
  return next - offset;
}

void accessLogNoteProperty(AccessLog *log, uintptr_t address, unsigned modes, uintptr_t code) {
  accessLogCall(log, code);
  if (isOnStack(address)) return;
  uint32_t index = accessLogAllocationAt(log, address);
  if (index == 0) return noteWords(log, 0, address, 16, modes, code);
  struct Allocation *it = &log->allocations[index - 1];
  noteWords(log, index, address, sizeOfProperty(it->type, address - it->start, it->size), modes, code);
}

void accessLogNoteAtomic(AccessLog *log, uintptr_t address, unsigned modes, int isUnlock, uintptr_t code) {
  accessLogCall(log, code);
  uint32_t allocation = accessLogAllocationAt(log, address);
  if (!isOnStack(address))
    noteWords(log, allocation, address, 1, modes, code);
  // What this event has made is its own so far.
  if (allocation != 0 && log->allocations[allocation - 1].event == log->event) return;
  struct Lock *lock = &log->locks[(address >> 2) & 15];
  int isHeld = lock->event == log->event && lock->address == address && lock->isHeld;
  *lock = (struct Lock){address, log->event, !(isHeld && isUnlock)};
  if (isHeld && isUnlock) return;
  if (++log->atomics != 2) return;
  log->secondAtomic = code;
  log->secondAtomicCaller = callerOfFunction(log);
}

// The log as a whole.

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
  stackHigh = 1;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
  void *low;
  size_t size;
  if (pthread_attr_getstack(&attributes, &low, &size) == 0) {
    stackLow = (uintptr_t)low;
    stackHigh = (uintptr_t)low + size;
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
  if (stackHigh == 0) findStack();
  log->eventName = event;
  log->event++;
  log->stateCount = log->ordinalCount = log->calls = log->functions = log->depth = log->atomics = log->effects = 0;
  log->secondAtomic = 0;
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
                               log->secondAtomic, log->secondAtomicCaller, {0}, log->hasLearned};
  memcpy(all.entries, log->entries, sizeof(all.entries));
  return all;
}

static struct Share *shareOf(const AccessLog *log, uint64_t state) {
  size_t mask = log->shareCapacity - 1, place = state & mask;
  while (log->shares[place].run == log->run && log->shares[place].state != state) place = (place + 1) & mask;
  return &log->shares[place];
}

void AccessLogShare(AccessLog *log, uint32_t owner) {
  if (2 * (log->shareCount + log->stateCount) >= log->shareCapacity) {
    struct Share *old = log->shares;
    size_t count = log->shareCapacity;
    log->shareCapacity = count == 0 ? 1024 : 2 * count;
    while (2 * (log->shareCount + log->stateCount) >= log->shareCapacity) log->shareCapacity *= 2;
    log->shares = __libc_calloc(log->shareCapacity, sizeof(*old));
    for (size_t k = 0; k < count; k++)
      if (old[k].run == log->run) *shareOf(log, old[k].state) = old[k];
    __libc_free(old);
  }
  for (size_t k = 0; k < log->stateCount; k++) {
    struct Share *share = shareOf(log, log->states[k].name);
    if (share->run != log->run) {
      *share = (struct Share){log->states[k].name, log->run, owner, 0};
      log->shareCount++;
    } else if (share->owner != owner) {
      share->isShared = 1;
    }
  }
}

int AccessLogIsShared(const AccessLog *log, uint64_t state) {
  if (log->shareCapacity == 0) return 0;
  const struct Share *share = shareOf(log, state);
  return share->run == log->run && share->isShared;
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
  return (struct AccessedStates){NULL, 0, 0, 0, 0, 0, {0}, 0};
}
void AccessLogShare(AccessLog *log, uint32_t owner) { (void)log, (void)owner; }
int AccessLogIsShared(const AccessLog *log, uint64_t state) { return (void)log, (void)state, 0; }
AccessLog *AccessLogPause(void) { return NULL; }
void AccessLogResume(AccessLog *log) { (void)log; }
AccessLog *AccessLogDetach(void) { return NULL; }
void AccessLogAttach(AccessLog *log) { (void)log; }

#endif
