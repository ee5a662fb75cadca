// What a log consists of, for the files that work on it.

#pragma once

#include "AccessLogHooks.h"

#if ACCESS_HOOKS

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

  size_t calls, functions, depth;
  uintptr_t entries[4];
  /// Whether one of the calls is in a function that code without instrumentation cannot have as well.
  int hasOwnFunction;
  /// Where the first code of the event is that does not report what it touches.
  uintptr_t unseen;
  /// How often the event has written to what it has not made itself, or called the loop.
  size_t effects;
  /// Whether it has shown that the end of objects of a type has effects.
  int hasLearned;
  uint64_t stack[stackLimit];
  uintptr_t callers[stackLimit];
  /// Where in each function its entry was reported.
  uintptr_t codes[stackLimit];

  size_t atomics;
  uintptr_t secondAtomic, secondAtomicCaller;
  struct Lock locks[16];
};

static inline uint64_t mix(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
  return value ^ (value >> 31);
}

static inline uint64_t name(uint64_t parent, uint64_t ordinal) { return mix(parent + 0x9E3779B97F4A7C15ull * (ordinal + 1)); }

/// An address of code or of a global variable, as a number that is the same in each run of the program.
static inline uint64_t placeInImage(uintptr_t address) { return address - (uintptr_t)&AccessHooksArePresent; }

static inline void *grown(void *list, size_t count, size_t *capacity, size_t size) {
  if (count < *capacity) return list;
  *capacity = *capacity == 0 ? 64 : 2 * *capacity;
  return __libc_realloc(list, *capacity * size);
}

/// Where the stack of the calling thread is: what is on it is no other event's. The end is 0 before it was asked for.
extern _Thread_local uintptr_t accessLogStackLow, accessLogStackHigh;

/// Notes an access to a state, in an allocation that is counted from 1, or in none.
void accessLogNoteState(
    AccessLog *log, uint64_t state, uint32_t allocation, uint32_t offset, unsigned modes, uintptr_t code);

/// Counts a call of instrumented code.
void accessLogCall(AccessLog *log, uintptr_t code);

/// The allocation that an address is in, counted from 1; 0 if it is in none that is known.
uint32_t accessLogAllocationAt(AccessLog *log, uintptr_t address);

#endif
