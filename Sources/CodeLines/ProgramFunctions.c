// The functions of the program, found by address: which of them the linker has merged, and of which module they are.

#include "ProgramFunctions.h"

#if defined(__linux__) && defined(__LP64__)

#include <elf.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static struct ProgramFunctions functions;

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

/// The name with its length in front of it: `4Shop`; 0 if the text does not begin with one.
static size_t nameLength(const char *text, const char **name) {
  size_t length = 0;
  const char *at = text;
  for (; *at >= '0' && *at <= '9' && length < 1000; at++) length = 10 * length + (size_t)(*at - '0');
  *name = at;
  return at == text || *text == '0' || strnlen(at, length) < length ? 0 : length;
}

/// The module of a symbol: its first name, or that of an extension of a type of the standard library, behind which an `E` is.
static size_t moduleOf(const char *symbol, const char **name) {
  if (symbol == NULL || strncmp(symbol, "$s", 2) != 0) return 0;
  if (symbol[2] != 's' && symbol[2] != 'S') return nameLength(symbol + 2, name);
  for (const char *at = symbol + 3; *at != 0 && at < symbol + 48; at++) {
    if (*at < '0' || *at > '9') continue;
    size_t length = nameLength(at, name);
    if (length != 0 && (*name)[length] == 'E') return length;
    if (length != 0) at = *name + length - 1;
  }
  return 0;
}

static uint16_t numberOfModule(const char *name, size_t length) {
  static uint16_t last;
  if (length == 0) return 0;
  for (size_t k = 0; k < functions.moduleCount; k++) {
    // The functions of a module are near each other.
    uint16_t number = (uint16_t)((last + k) % functions.moduleCount);
    const struct ProgramModule *it = &functions.modules[number];
    if (it->length == length && memcmp(it->name, name, length) == 0) return (last = number) + 1;
  }
  if (functions.moduleCount == sizeof(functions.modules) / sizeof(*functions.modules)) return 0;
  functions.modules[functions.moduleCount++] = (struct ProgramModule){name, length, 0};
  return (uint16_t)functions.moduleCount;
}

static int compare(const void *one, const void *other) {
  uint64_t a = ((const struct ProgramFunction *)one)->start, b = ((const struct ProgramFunction *)other)->start;
  return (a > b) - (a < b);
}

static void noteHook(const Elf64_Sym *symbol) {
  uint64_t end = symbol->st_value + symbol->st_size;
  if (functions.hooksStart == 0 || symbol->st_value < functions.hooksStart) functions.hooksStart = symbol->st_value;
  if (end > functions.hooksEnd) functions.hooksEnd = end;
}

static void collect(void) {
  struct Part symbols = programFile()->symbols;
  const Elf64_Sym *first = (const Elf64_Sym *)symbols.at, *end = first + (size_t)(symbols.end - symbols.at) / sizeof(*first);
  functions.list = calloc((size_t)(end - first) + 1, sizeof(*functions.list));
  if (functions.list == NULL) return;
  for (const Elf64_Sym *it = first; it < end; it++) {
    if (ELF64_ST_TYPE(it->st_info) != STT_FUNC || it->st_shndx == SHN_UNDEF) continue;
    const char *symbol = partTextAt(programFile()->symbolNames, it->st_name), *name = NULL;
    if (symbol != NULL && strncmp(symbol, "__tsan_", 7) == 0) noteHook(it);
    size_t length = moduleOf(symbol, &name);
    functions.list[functions.count++] = (struct ProgramFunction){
        it->st_value, (uint32_t)it->st_size, numberOfModule(name, length), (uint8_t)hasSharedName(symbol)};
  }
  qsort(functions.list, functions.count, sizeof(*functions.list), compare);
  // Symbols with one address are names of one function.
  size_t kept = 0;
  for (size_t k = 0; k < functions.count; k++) {
    struct ProgramFunction it = functions.list[k], *before = kept == 0 ? NULL : &functions.list[kept - 1];
    if (before == NULL || before->start != it.start) {
      functions.list[kept++] = it;
      continue;
    }
    if (it.size > before->size) before->size = it.size;
    if (before->module == 0) before->module = it.module;
    before->isShared |= it.isShared;
  }
  functions.count = kept;
}

struct ProgramFunctions *programFunctions(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, collect);
  return &functions;
}

struct ProgramFunction *programFunctionAt(uint64_t place) {
  struct ProgramFunctions *all = programFunctions();
  size_t low = 0, high = all->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (all->list[middle].start <= place) low = middle + 1; else high = middle;
  }
  if (low == 0) return NULL;
  struct ProgramFunction *it = &all->list[low - 1];
  return place - it->start < it->size ? it : NULL;
}

static int isShared(uintptr_t address) {
  const struct ProgramFunction *function = programFunctionAt(address - programFile()->base - 1);
  return function != NULL && function->isShared;
}

int CodeLinesIsShared(uintptr_t address) {
  static struct Answers answers;
  return answer(&answers, address, isShared);
}

#else

int CodeLinesIsShared(uintptr_t address) { return (void)address, 0; }

#endif
