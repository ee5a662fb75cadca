// The program's file in memory, and what is read from it, each check against the end of what it is in.

#pragma once

#include "CodeLines.h"

#if defined(__linux__) && defined(__LP64__)

/// A part of the file that is still to be read.
struct Part {
  const uint8_t *at, *end;
};

/// The sections that are looked at; empty ones if the program lacks them.
struct ProgramFile {
  struct Part lineTable, lineStrings, strings, symbols, symbolNames;
  /// What is added to the file's addresses in this process.
  uintptr_t base;
};

/// The file of the program, which is opened once.
const struct ProgramFile *programFile(void);

/// Reads a number of some bytes, the lowest one first; what is behind the end is 0.
uint64_t partNumber(struct Part *part, unsigned size);

/// Reads a number of seven bits a byte, without a sign and with one.
uint64_t partUnsigned(struct Part *part);
int64_t partSigned(struct Part *part);

/// Reads a text with its zero at the end; NULL if that is missing.
const char *partText(struct Part *part);

/// A text at an offset of a part; NULL if there is none.
const char *partTextAt(struct Part part, uint64_t offset);

/// Leaves bytes out.
void partSkip(struct Part *part, uint64_t size);

#endif
