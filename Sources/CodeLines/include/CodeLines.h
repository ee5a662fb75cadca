// The functions and lines of addresses in the running program, by its own symbols and debug information.

#pragma once

#include <stddef.h>
#include <stdint.h>

/// An address in code, and what is known of it.
struct CodeLine {
  /// A return address: the place is that of the instruction before it.
  uintptr_t address;
  /// The function's symbol as the compiler writes it; NULL if there is none.
  const char *symbol;
  /// The path of the file; NULL without a line.
  const char *file;
  /// The line, counted from 1; 0 if it is not known.
  unsigned line;
  /// Whether the compiler gives the address no line, and this is the next one in the same function.
  int isNear;
};

/// Looks up addresses, which are sorted and differ from one another. Their texts stay valid.
///
/// Nothing is found on platforms without ELF files, in shared libraries, and in a program without debug information.
void CodeLinesFind(struct CodeLine *lines, size_t count);

/// Whether an address is in a function that several modules of the program may have, of which the linker has kept one: what
/// the compiler generates, and functions of the standard library that it puts into programs. 0 without a table of symbols.
int CodeLinesIsShared(uintptr_t address);

/// Whether an address is in code that should report what it touches and does not: in a Swift module of the program, or in a
/// library that was built beside it, that is compiled without `-sanitize=thread`. The modules of this package are not counted, nor
/// those of the toolchain. 1 for all code of a program without a table of symbols.
int CodeLinesIsUninstrumented(uintptr_t address);

/// The first function that the one at an address calls and that is such code, of another module, as far as instructions name it:
/// an address in it, or 0.
uintptr_t CodeLinesUninstrumentedCallee(uintptr_t address);

/// A symbol as text, without the types of what it names, for the caller to free; NULL if it cannot be had.
char *CodeLinesDemangle(const char *symbol);
