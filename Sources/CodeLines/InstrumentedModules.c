// Which Swift modules of the program are compiled with `-sanitize=thread`, and which functions call code of others.
//
// The option is one of a module, and makes its functions call the hooks of the accesses. So a module of which no function does
// is compiled without it.

#define _GNU_SOURCE
#include "ProgramFunctions.h"

#if defined(__linux__) && defined(__LP64__)

#include <link.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum { ModuleIsInstrumented = 1, ModuleIsNot = 2 };

/// Modules whose state the loop notes itself: those of this package's libraries.
static const char *const ownModules[] = {
    "EventLoops", "Callbacks", "Promises", "Comparison", "CharacterNames", "Pipelines", "Exploration", "ScheduleTesting",
    "Workbench", "LiveIO", "LiveHTTPS",
};
/// Modules of the toolchain, of which a program has copies of single functions.
static const char *const toolchainModules[] = {
    "Swift", "Cxx", "CxxStdlib", "Dispatch", "Distributed", "Foundation", "FoundationEssentials", "FoundationInternationalization",
    "FoundationNetworking", "FoundationXML", "Glibc", "Observation", "RegexBuilder", "Runtime", "SwiftOnoneSupport",
    "Synchronization", "Testing", "XCTest", "_Builtin_float", "_Concurrency", "_Differentiation", "_FoundationCollections",
    "_RegexParser", "_StringProcessing", "_TestDiscovery", "_TestingInterop", "_Testing_Foundation", "_Volatile",
};

static int isNamed(const struct ProgramModule *module, const char *const *names, size_t count) {
  for (size_t k = 0; k < count; k++)
    if (strlen(names[k]) == module->length && memcmp(names[k], module->name, module->length) == 0) return 1;
  return 0;
}

#define IS_NAMED(module, names) isNamed(module, names, sizeof(names) / sizeof(*names))

static int isKnown(const struct ProgramModule *module) {
  return IS_NAMED(module, ownModules) || IS_NAMED(module, toolchainModules);
}

/// Where the next call in some code goes to, from a place on; 0 if there is none. A number may look like a call to somewhere, so
/// that a call may begin at any byte of what looked like one.
static uint64_t nextCall(uint64_t *place, uint64_t end) {
  const uint8_t *code = (const uint8_t *)programFile()->base;
#if defined(__x86_64__)
  for (; *place + 5 <= end; (*place)++) {
    if (code[*place] != 0xE8) continue;
    int32_t distance;
    memcpy(&distance, code + *place + 1, sizeof(distance));
    return ++*place + 4 + (uint64_t)(int64_t)distance;
  }
#elif defined(__aarch64__)
  for (; *place + 4 <= end; *place += 4) {
    uint32_t word;
    memcpy(&word, code + *place, sizeof(word));
    if (word >> 26 != 0x25) continue;
    int64_t distance = (int64_t)((uint64_t)(word & 0x3FFFFFF) << 38) >> 36;
    return *place += 4, *place - 4 + (uint64_t)distance;
  }
#endif
  return *place = end, 0;
}

static int callsHooks(const struct ProgramFunction *function) {
  const struct ProgramFunctions *all = programFunctions();
  uint64_t end = function->start + function->size;
  for (uint64_t place = function->start; place < end;) {
    uint64_t target = nextCall(&place, end);
    if (target >= all->hooksStart && target < all->hooksEnd) return 1;
  }
  return 0;
}

/// Whether a module of the program, counted from 1, is compiled without the option.
static int isUnseen(uint16_t number) {
  struct ProgramFunctions *all = programFunctions();
  struct ProgramModule *module = &all->modules[number - 1];
  uint8_t code = __atomic_load_n(&module->code, __ATOMIC_RELAXED);
  if (code == 0) {
    code = ModuleIsNot;
    if (isKnown(module)) code = ModuleIsInstrumented;
    for (size_t k = 0; k < all->count && code == ModuleIsNot; k++)
      if (all->list[k].module == number && callsHooks(&all->list[k])) code = ModuleIsInstrumented;
    __atomic_store_n(&module->code, code, __ATOMIC_RELAXED);
  }
  return code == ModuleIsNot;
}

/// The libraries that were built beside the program, of which it is not known how: where the process has them.
static struct {
  uintptr_t start, end;
} ownLibraries[64];
static size_t ownLibraryCount;

static int addOwnLibrary(struct dl_phdr_info *info, size_t size, void *folder) {
  (void)size;
  const char *slash = info->dlpi_name == NULL ? NULL : strrchr(info->dlpi_name, '/');
  size_t length = strlen(folder);
  if (slash == NULL || (size_t)(slash - info->dlpi_name) != length || memcmp(info->dlpi_name, folder, length) != 0) return 0;
  uintptr_t end = info->dlpi_addr;
  for (size_t k = 0; k < info->dlpi_phnum; k++) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[k];
    uintptr_t partEnd = info->dlpi_addr + part->p_vaddr + part->p_memsz;
    if (part->p_type == PT_LOAD && partEnd > end) end = partEnd;
  }
  ownLibraries[ownLibraryCount].start = info->dlpi_addr;
  ownLibraries[ownLibraryCount++].end = end;
  return ownLibraryCount == sizeof(ownLibraries) / sizeof(*ownLibraries);
}

static void findOwnLibraries(void) {
  char folder[4096];
  ssize_t length = readlink("/proc/self/exe", folder, sizeof(folder) - 1);
  if (length <= 0) return;
  folder[length] = 0;
  char *slash = strrchr(folder, '/');
  if (slash == NULL) return;
  *slash = 0;
  dl_iterate_phdr(addOwnLibrary, folder);
}

static int isInOwnLibrary(uintptr_t address) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, findOwnLibraries);
  for (size_t k = 0; k < ownLibraryCount; k++)
    if (address >= ownLibraries[k].start && address < ownLibraries[k].end) return 1;
  return 0;
}

static int isUninstrumented(uintptr_t address) {
  const struct ProgramFunctions *all = programFunctions();
  const struct ProgramFunction *function = programFunctionAt(address - programFile()->base - 1);
  if (function == NULL) return all->count == 0 || isInOwnLibrary(address);
  return function->module != 0 && isUnseen(function->module);
}

int CodeLinesIsUninstrumented(uintptr_t address) {
  static struct Answers answers;
  return address == 0 ? 0 : answer(&answers, address, isUninstrumented);
}

/// The first function of another module that a function calls and that does not report what it touches; NULL if there is none.
static const struct ProgramFunction *unseenCallee(const struct ProgramFunction *function) {
  uint64_t end = function->start + function->size;
  for (uint64_t place = function->start; place < end;) {
    uint64_t target = nextCall(&place, end);
    const struct ProgramFunction *called = target == 0 ? NULL : programFunctionAt(target);
    if (called == NULL || called->start != target || called->module == 0) continue;
    if (called->module != function->module && isUnseen(called->module)) return called;
  }
  return NULL;
}

static int callsUninstrumented(uintptr_t address) {
  const struct ProgramFunction *function = programFunctionAt(address - programFile()->base - 1);
  return function != NULL && unseenCallee(function) != NULL;
}

uintptr_t CodeLinesUninstrumentedCallee(uintptr_t address) {
  static struct Answers answers;
  if (!answer(&answers, address, callsUninstrumented)) return 0;
  const struct ProgramFunction *function = programFunctionAt(address - programFile()->base - 1);
  return unseenCallee(function)->start + programFile()->base + 1;
}

#else

int CodeLinesIsUninstrumented(uintptr_t address) { return (void)address, 0; }
uintptr_t CodeLinesUninstrumentedCallee(uintptr_t address) { return (void)address, 0; }

#endif
