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

#endif
