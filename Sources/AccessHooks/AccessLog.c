// The log of accesses: which state a touched address is part of, and what each event does to it. It is longer than other files
// because all of it works on one structure, which no other file sees.
//
// An address is no name: it is another one in each run. Memory that the run has allocated is named by the event that
// allocated it, by the functions that it was in, the size, and a number among allocations that have all of these in common.
// So the same memory has the same name in all runs in which the same events made it, whatever else ran between them, and
// memory that is freed and given out again has another name. Other memory (global variables, what was there before the
// run) stays where it is while the process lives, and is named by where it is.

#include "AccessLog.h"

#if ACCESS_HOOKS

#define _GNU_SOURCE
#include <pthread.h>
#include <string.h>

int pthread_getattr_np(pthread_t, pthread_attr_t *);

_Thread_local AccessLog *accessLog, *accessLogKnown;
_Thread_local uintptr_t accessLogType;
static _Thread_local uintptr_t stackLow, stackHigh;

/// An allocation of this size or more has one state; a smaller one a state for each word.
enum { wholeSize = 4096 };
/// An allocation of this size or more is looked for in a list, so that it does not fill the table of pages.
enum { largeSize = 1 << 18 };
enum { stackLimit = 1 << 12 };

struct Allocation {
  uintptr_t start;
  size_t size;
  uint64_t name;
  uintptr_t type;
  uint32_t event;
  uint8_t isFreed, isWeak;
};

/// A page of 4 KiB: at which of its 256 granules an allocation begins, and the one that covers the page from before it.
struct Page {
  uintptr_t number;
  uint64_t starts[4];
  uint32_t covering;
  uint32_t index[256];
};

struct Ordinal {
  uint64_t key;
  uint32_t event, count;
};

/// Who has touched a state in a run.
struct Share {
  uint64_t state;
  uint32_t run, owner, isShared;
};

struct Slot {
  uint32_t event, place;
};

struct Lock {
  uintptr_t address;
  uint32_t event, isHeld;
};

struct AccessLog {
  uint64_t eventName;
  /// The number of the event, from 1.
  uint32_t event;
  struct Allocation *allocations;
  uint32_t allocationCount, allocationCapacity;
  struct Page **pages;
  size_t pageCount, pageCapacity;
  uint32_t *large;
  size_t largeCount, largeCapacity;
  struct Ordinal *ordinals;
  size_t ordinalCount, ordinalCapacity;

  struct AccessedState *states;
  uint32_t *owners;
  size_t stateCount, stateCapacity;
  struct Slot *slots;
  size_t slotCapacity;

  struct Share *shares;
  size_t shareCount, shareCapacity;
  uint32_t run;

  size_t functions, depth;
  /// How often the event has written to what it has not made itself, or called the loop.
  size_t effects;
  /// Whether it has shown that the end of objects of a type has effects.
  int hasLearned;
  uint64_t stack[stackLimit];
  uintptr_t callers[stackLimit];

  size_t atomics;
  uintptr_t secondAtomic, secondAtomicCaller;
  struct Lock locks[16];
};

static uint64_t mix(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
  return value ^ (value >> 31);
}

static uint64_t name(uint64_t parent, uint64_t ordinal) { return mix(parent + 0x9E3779B97F4A7C15ull * (ordinal + 1)); }

/// An address of code or of a global variable, as a number that is the same in each run of the program.
static uint64_t placeInImage(uintptr_t address) { return address - (uintptr_t)&placeInImage; }

static int isOnStack(uintptr_t address) { return address >= stackLow && address < stackHigh; }

static void *grown(void *list, size_t count, size_t *capacity, size_t size) {
  if (count < *capacity) return list;
  *capacity = *capacity == 0 ? 64 : 2 * *capacity;
  return __libc_realloc(list, *capacity * size);
}

// Pages.

static size_t placeOfPage(AccessLog *log, uintptr_t number) {
  size_t mask = log->pageCapacity - 1, place = mix(number) & mask;
  while (log->pages[place] != NULL && log->pages[place]->number != number) place = (place + 1) & mask;
  return place;
}

static struct Page *pageIfKnown(AccessLog *log, uintptr_t number) {
  return log->pageCapacity == 0 ? NULL : log->pages[placeOfPage(log, number)];
}

static struct Page *page(AccessLog *log, uintptr_t number) {
  if (2 * log->pageCount >= log->pageCapacity) {
    struct Page **old = log->pages;
    size_t count = log->pageCapacity;
    log->pageCapacity = count == 0 ? 256 : 2 * count;
    log->pages = __libc_calloc(log->pageCapacity, sizeof(*old));
    for (size_t k = 0; k < count; k++)
      if (old[k] != NULL) log->pages[placeOfPage(log, old[k]->number)] = old[k];
    __libc_free(old);
  }
  size_t place = placeOfPage(log, number);
  if (log->pages[place] == NULL) {
    log->pages[place] = __libc_calloc(1, sizeof(struct Page));
    log->pages[place]->number = number;
    log->pageCount++;
  }
  return log->pages[place];
}

/// Removes the beginnings of allocations in a range, which were freed where it was not seen.
static void clearStarts(AccessLog *log, uintptr_t start, uintptr_t end) {
  for (uintptr_t number = start >> 12; number <= (end - 1) >> 12; number++) {
    struct Page *it = pageIfKnown(log, number);
    if (it == NULL) continue;
    unsigned first = number == start >> 12 ? (start >> 4) & 255 : 0;
    unsigned last = number == (end - 1) >> 12 ? ((end - 1) >> 4) & 255 : 255;
    if (first == 0 && last == 255) {
      memset(it->starts, 0, sizeof(it->starts));
    } else {
      for (unsigned k = first; k <= last; k++) it->starts[k / 64] &= ~(1ull << (k % 64));
    }
    if (first == 0) it->covering = 0;
  }
}

/// The allocation that an address is in, counted from 1; 0 if it is in none that is known.
static uint32_t allocationAt(AccessLog *log, uintptr_t address) {
  struct Page *it = pageIfKnown(log, address >> 12);
  uint32_t found = 0;
  if (it != NULL) {
    unsigned granule = (address >> 4) & 255;
    int word = granule / 64;
    uint64_t starts = it->starts[word] & (~0ull >> (63 - granule % 64));
    while (starts == 0 && word > 0) starts = it->starts[--word];
    found = starts == 0 ? it->covering : it->index[word * 64 + 63 - __builtin_clzll(starts)];
  }
  if (found != 0) {
    struct Allocation *allocation = &log->allocations[found - 1];
    if (address - allocation->start < allocation->size) return found;
  }
  for (size_t k = log->largeCount; k > 0; k--) {
    struct Allocation *allocation = &log->allocations[log->large[k - 1] - 1];
    if (!allocation->isFreed && address - allocation->start < allocation->size) return log->large[k - 1];
  }
  return 0;
}

/// The number of an allocation among those that have their key in common.
static uint32_t ordinal(AccessLog *log, uint64_t key) {
  if (2 * log->ordinalCount >= log->ordinalCapacity) {
    struct Ordinal *old = log->ordinals;
    size_t count = log->ordinalCapacity;
    log->ordinalCapacity = count == 0 ? 256 : 2 * count;
    log->ordinals = __libc_calloc(log->ordinalCapacity, sizeof(*old));
    log->ordinalCount = 0;
    for (size_t k = 0; k < count; k++) {
      if (old[k].event != log->event) continue;
      size_t place = old[k].key & (log->ordinalCapacity - 1);
      while (log->ordinals[place].event == log->event) place = (place + 1) & (log->ordinalCapacity - 1);
      log->ordinals[place] = old[k];
      log->ordinalCount++;
    }
    __libc_free(old);
  }
  size_t mask = log->ordinalCapacity - 1, place = key & mask;
  while (log->ordinals[place].event == log->event && log->ordinals[place].key != key) place = (place + 1) & mask;
  if (log->ordinals[place].event != log->event) {
    log->ordinals[place] = (struct Ordinal){key, log->event, 0};
    log->ordinalCount++;
  }
  return log->ordinals[place].count++;
}

void accessLogAllocate(AccessLog *log, uintptr_t start, size_t size) {
  if (size == 0) size = 1;
  uintptr_t end = start + size;
  clearStarts(log, start, end);
  size_t capacity = log->allocationCapacity;
  log->allocations = grown(log->allocations, log->allocationCount, &capacity, sizeof(*log->allocations));
  log->allocationCapacity = (uint32_t)capacity;
  uint64_t key = name(log->eventName ^ log->stack[log->depth < stackLimit ? log->depth : stackLimit - 1], size);
  log->allocations[log->allocationCount++] =
      (struct Allocation){start, size, name(key, ordinal(log, key)), accessLogType, log->event, 0, 0};
  accessLogType = 0;
  uint32_t index = log->allocationCount;
  if (size >= largeSize) {
    log->large = grown(log->large, log->largeCount, &log->largeCapacity, sizeof(*log->large));
    log->large[log->largeCount++] = index;
    return;
  }
  struct Page *first = page(log, start >> 12);
  unsigned granule = (start >> 4) & 255;
  first->starts[granule / 64] |= 1ull << (granule % 64);
  first->index[granule] = index;
  for (uintptr_t number = (start >> 12) + 1; number <= (end - 1) >> 12; number++) page(log, number)->covering = index;
}

void accessLogRelease(AccessLog *log, uintptr_t start) {
  uint32_t index = allocationAt(log, start);
  if (index == 0 || log->allocations[index - 1].start != start) return;
  struct Allocation *allocation = &log->allocations[index - 1];
  allocation->isFreed = 1;
  if (allocation->size < largeSize) {
    clearStarts(log, start, start + 1);
    for (uintptr_t number = (start >> 12) + 1; number <= (start + allocation->size - 1) >> 12; number++) {
      struct Page *it = pageIfKnown(log, number);
      if (it != NULL && it->covering == index) it->covering = 0;
    }
    return;
  }
  for (size_t k = 0; k < log->largeCount; k++)
    if (log->large[k] == index) log->large[k] = log->large[--log->largeCount];
}

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

static void noteState(
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
    log->states[log->stateCount] = (struct AccessedState){state, 0, offset, 0, 0, 0, 0, type};
    log->owners[log->stateCount] = allocation;
    log->slots[place] = (struct Slot){log->event, (uint32_t)log->stateCount++};
  }
  struct AccessedState *it = &log->states[log->slots[place].place];
  if ((modes & AccessModeRead) && it->read == 0) {
    it->read = code;
    it->readCaller = callerOfFunction(log);
  }
  if ((modes & (AccessModeWrite | AccessModeUpdate)) && it->write == 0) {
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
    return noteState(log, name(parent, 0), allocation, 0, modes, code);
  for (uintptr_t word = (address - base) >> 3; word <= (address - base + size - 1) >> 3; word++) {
    uint64_t ordinal = allocation == 0 ? placeInImage(word << 3) : word;
    noteState(log, name(parent, 1 + ordinal), allocation, (uint32_t)(word << 3), modes, code);
  }
}

void accessLogNote(AccessLog *log, uintptr_t address, size_t size, unsigned modes, uintptr_t code) {
  if (size == 0 || isOnStack(address)) return;
  // A range may begin in one allocation and end behind it, if the code is wrong; then the rest is noted by its address.
  while (size > 0) {
    uint32_t allocation = allocationAt(log, address);
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
  if (isOnStack(address)) return;
  uint32_t index = allocationAt(log, address);
  if (index == 0) return noteWords(log, 0, address, 16, modes, code);
  struct Allocation *it = &log->allocations[index - 1];
  noteWords(log, index, address, sizeOfProperty(it->type, address - it->start, it->size), modes, code);
}

void accessLogNoteAtomic(AccessLog *log, uintptr_t address, unsigned modes, int isUnlock, uintptr_t code) {
  uint32_t allocation = allocationAt(log, address);
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

void accessLogEnter(AccessLog *log, uintptr_t caller) {
  log->functions++;
  size_t depth = log->depth++;
  if (depth + 1 >= stackLimit) return;
  log->stack[depth + 1] = name(log->stack[depth], placeInImage(caller));
  log->callers[depth + 1] = caller;
}

void accessLogLeave(AccessLog *log) {
  if (log->depth > 0) log->depth--;
}

// Objects. Their counts of references have a state of their own.

enum { referencesOfObject = -1 };
static const uint64_t weakReferences = 0x7765616B21000001ull;

/// The types of objects whose end has had effects, in no order; the rest is 0. For all threads.
///
/// An object's end has the same effects whichever release it comes with. So once a type is known, all releases of its objects
/// conflict, not only with the last one: which one will be the last depends on the order.
static uintptr_t endingTypes[256];

static uintptr_t *placeOfType(uintptr_t type) {
  enum { count = sizeof(endingTypes) / sizeof(*endingTypes) };
  for (size_t k = 0, place = mix(type) % count; k < count; k++, place = (place + 1) % count) {
    uintptr_t known = __atomic_load_n(&endingTypes[place], __ATOMIC_RELAXED);
    if (known == type || known == 0) return &endingTypes[place];
  }
  return NULL;
}

/// Whether the end of an object has effects. Where that is not known of its type, any number of objects may be alive.
static int endsWithEffects(const struct Allocation *object) {
  if (object->isWeak) return 1;
  uintptr_t *place = object->type == 0 ? NULL : placeOfType(object->type);
  return object->type != 0 && (place == NULL || __atomic_load_n(place, __ATOMIC_RELAXED) == object->type);
}

static void noteEndWithEffects(AccessLog *log, const struct Allocation *object) {
  if (object->type == 0) return;
  for (uintptr_t *place = placeOfType(object->type); place != NULL; place = placeOfType(object->type)) {
    uintptr_t known = 0;
    if (__atomic_compare_exchange_n(place, &known, object->type, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
      log->hasLearned = 1;
      return;
    }
    if (known == object->type) return;
  }
}

struct ObjectRelease accessLogBeginRelease(AccessLog *log, uintptr_t object, uintptr_t code) {
  uint32_t index = object == 0 ? 0 : allocationAt(log, object);
  struct ObjectRelease release = {index, log->effects};
  if (index == 0) return release;
  struct Allocation *it = &log->allocations[index - 1];
  if (it->start != object || it->event == log->event) {
    release.allocation = 0;
    return release;
  }
  noteState(log, name(it->name, referencesOfObject), index, 0, endsWithEffects(it) ? AccessModeWrite : AccessModeUpdate, code);
  release.effects = log->effects;
  return release;
}

void accessLogEndRelease(AccessLog *log, struct ObjectRelease release, uintptr_t code) {
  struct Allocation *it = &log->allocations[release.allocation - 1];
  if (!it->isFreed) return;
  if (it->isWeak) accessLogNoteWeak(log, AccessModeWrite, code);
  if (log->effects != release.effects) noteEndWithEffects(log, it);
  if (it->isWeak || log->effects != release.effects)
    noteState(log, name(it->name, referencesOfObject), release.allocation, 0, AccessModeWrite, code);
}

void accessLogMarkWeak(AccessLog *log, uintptr_t object) {
  uint32_t index = object == 0 ? 0 : allocationAt(log, object);
  if (index != 0) log->allocations[index - 1].isWeak = 1;
}

void accessLogNoteWeak(AccessLog *log, unsigned modes, uintptr_t code) {
  noteState(log, weakReferences, 0, 0, modes, code);
}

// The log as a whole.

static int hasInstrumentedCode;

WEAK void __tsan_init(void) { __atomic_store_n(&hasInstrumentedCode, 1, __ATOMIC_RELAXED); }

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
  log->stateCount = log->ordinalCount = log->functions = log->depth = log->atomics = log->effects = 0;
  log->secondAtomic = 0;
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
  return (struct AccessedStates){log->states, log->stateCount, log->functions, log->atomics, log->secondAtomic, log->secondAtomicCaller,
                                 log->hasLearned};
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

#else

int AccessHooksArePresent(void) { return 0; }
AccessLog *AccessLogCreate(void) { return NULL; }
void AccessLogRestart(AccessLog *log) { (void)log; }
void AccessLogFree(AccessLog *log) { (void)log; }
void AccessLogBegin(AccessLog *log, uint64_t event) { (void)log, (void)event; }
void AccessLogEnd(AccessLog *log) { (void)log; }
struct AccessedStates AccessLogStates(const AccessLog *log) {
  (void)log;
  return (struct AccessedStates){NULL, 0, 0, 0, 0, 0, 0};
}
void AccessLogShare(AccessLog *log, uint32_t owner) { (void)log, (void)owner; }
int AccessLogIsShared(const AccessLog *log, uint64_t state) { return (void)log, (void)state, 0; }
AccessLog *AccessLogPause(void) { return NULL; }
void AccessLogResume(AccessLog *log) { (void)log; }

#endif
