// The functions of the program that the linker has merged, found by address.

#include "ProgramFile.h"

#if defined(__linux__) && defined(__LP64__)

#include <elf.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct Range {
  uint64_t start, end;
};

static struct Range *ranges;
static size_t count;

static int compare(const void *one, const void *other) {
  uint64_t a = ((const struct Range *)one)->start, b = ((const struct Range *)other)->start;
  return (a > b) - (a < b);
}

/// Whether a symbol is one of the standard library's modules and types, or of a thunk that changes how a function is called. In
/// the linked program nothing else tells that there were several.
static int hasSharedName(const char *symbol) {
  if (symbol == NULL || strncmp(symbol, "$s", 2) != 0) return 0;
  if (symbol[2] == 's' || symbol[2] == 'S') return 1;
  size_t length = strlen(symbol);
  // What follows a suspension has a number at its end: `TQ0_`, `TY12_`.
  if (symbol[length - 1] == '_') {
    length--;
    while (length > 0 && symbol[length - 1] >= '0' && symbol[length - 1] <= '9') length--;
    if (length < 2 || symbol[length - 2] != 'T') return 0;
    length -= 2;
  }
  return length >= 2 && symbol[length - 2] == 'T' && symbol[length - 1] == 'R';
}

static void collect(void) {
  struct Part symbols = programFile()->symbols;
  const Elf64_Sym *first = (const Elf64_Sym *)symbols.at, *end = first + (size_t)(symbols.end - symbols.at) / sizeof(*first);
  ranges = calloc((size_t)(end - first) + 1, sizeof(*ranges));
  if (ranges == NULL) return;
  for (const Elf64_Sym *it = first; it < end; it++) {
    if (ELF64_ST_TYPE(it->st_info) != STT_FUNC) continue;
    if (!hasSharedName(partTextAt(programFile()->symbolNames, it->st_name))) continue;
    ranges[count++] = (struct Range){it->st_value, it->st_value + it->st_size};
  }
  qsort(ranges, count, sizeof(*ranges), compare);
}

static int isIn(uint64_t place) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (ranges[middle].start <= place) low = middle + 1; else high = middle;
  }
  return low > 0 && place < ranges[low - 1].end;
}

int CodeLinesIsShared(uintptr_t address) {
  // The answers for the addresses that were asked for last, with the answer in the lowest bit.
  static _Thread_local uintptr_t known[1024];
  uintptr_t *place = &known[(address ^ address >> 10) % 1024];
  if (address != 0 && *place >> 1 == address) return (int)(*place & 1);
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, collect);
  int isShared = isIn(address - programFile()->base - 1);
  *place = address << 1 | (uintptr_t)isShared;
  return isShared;
}

#else

int CodeLinesIsShared(uintptr_t address) { return (void)address, 0; }

#endif
