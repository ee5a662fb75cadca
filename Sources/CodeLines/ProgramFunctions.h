// The functions of the program and their modules, for the files that ask about them.

#pragma once

#include "ProgramFile.h"

#if defined(__linux__) && defined(__LP64__)

struct ProgramFunction {
  /// Where it begins in the program's file, and how long it is.
  uint64_t start;
  uint32_t size;
  /// The module, counted from 1; 0 if the symbol names none.
  uint16_t module;
  /// Whether several modules may have it.
  uint8_t isShared;
};

struct ProgramModule {
  /// Not terminated.
  const char *name;
  size_t length;
  /// Whether it is instrumented; 0 before that was asked.
  uint8_t code;
};

/// In the order of their beginnings.
struct ProgramFunctions {
  struct ProgramFunction *list;
  size_t count;
  struct ProgramModule modules[1024];
  size_t moduleCount;
  /// Where the functions are that instrumented code calls; 0 if they are not linked.
  uint64_t hooksStart, hooksEnd;
};

struct ProgramFunctions *programFunctions(void);

/// The function at a place in the program's file; NULL if there is none.
struct ProgramFunction *programFunctionAt(uint64_t place);

/// Answers for the addresses that were asked for last, by any thread, each with its answer in the lowest bit.
struct Answers {
  uintptr_t known[1024];
};

/// The answer for an address; 0 for the address 0 as long as no other one has its place.
static inline int answer(struct Answers *answers, uintptr_t address, int (*ask)(uintptr_t)) {
  uintptr_t *place = &answers->known[(address ^ address >> 10) % 1024];
  // A word has both the address and the answer, so that it needs no order among others.
  uintptr_t known = __atomic_load_n(place, __ATOMIC_RELAXED);
  if (known >> 1 != address) {
    known = address << 1 | (uintptr_t)ask(address);
    __atomic_store_n(place, known, __ATOMIC_RELAXED);
  }
  return (int)(known & 1);
}

#endif
