// Looks up addresses in the table of symbols and in the line programs of DWARF 2 to 5, in one walk through each.
//
// The module `Runtime` of the toolchain does the same, but reads all debug information for each address, which takes seconds
// in a large program.

#include "ProgramFile.h"

#if defined(__linux__) && defined(__LP64__)

#include <elf.h>
#include <stdlib.h>
#include <string.h>

/// How far behind an address without a line the next one is looked for.
enum { reach = 4096 };

// The line programs.

struct Walk {
  struct CodeLine *lines;
  size_t count;
  /// The ends of the functions that the addresses are in.
  uint64_t *ends;
  const char **files;
  size_t fileCount, fileCapacity;
  int isFromZero;
  /// The last row of the sequence, and the addresses from `next` on are behind it.
  uint64_t address;
  uint64_t file;
  unsigned line;
  int isOpen;
  size_t next;
  /// Those that wait for the next line.
  size_t firstWaiting, endWaiting;
};

static uint64_t placeOf(const struct Walk *walk, size_t k) { return walk->lines[k].address - programFile()->base - 1; }

static const char *fileOf(const struct Walk *walk, uint64_t index) {
  if (!walk->isFromZero) index--;
  const char *path = index < walk->fileCount ? walk->files[index] : NULL;
  // What the compiler has made up has a name in angle brackets, or one that begins with a mark.
  const char *name = path == NULL ? NULL : strrchr(path, '/');
  name = name == NULL ? path : name + 1;
  return name == NULL || name[0] == '<' || name[0] == '@' || name[0] == 0 ? NULL : path;
}

static void addFile(struct Walk *walk, const char *path) {
  if (walk->fileCount == walk->fileCapacity) {
    walk->fileCapacity = walk->fileCapacity == 0 ? 64 : 2 * walk->fileCapacity;
    walk->files = realloc(walk->files, walk->fileCapacity * sizeof(*walk->files));
  }
  walk->files[walk->fileCount++] = path;
}

static void beginSequence(struct Walk *walk) {
  walk->isOpen = 0;
  walk->firstWaiting = walk->endWaiting = 0;
}

/// The first address that is not before a place.
static size_t firstFrom(const struct Walk *walk, uint64_t place) {
  size_t low = 0, high = walk->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (placeOf(walk, middle) < place) low = middle + 1; else high = middle;
  }
  return low;
}

/// A row: what is from here on, up to the next row.
static void row(struct Walk *walk, uint64_t address, uint64_t index, unsigned line, int isEnd) {
  const char *path = line == 0 ? NULL : fileOf(walk, index);
  if (!walk->isOpen) {
    walk->next = walk->firstWaiting = walk->endWaiting = firstFrom(walk, address);
  } else {
    const char *last = walk->line == 0 ? NULL : fileOf(walk, walk->file);
    for (; walk->next < walk->count && placeOf(walk, walk->next) < address; walk->next++) {
      struct CodeLine *it = &walk->lines[walk->next];
      if (placeOf(walk, walk->next) < walk->address || it->line != 0) continue;
      if (last != NULL) {
        it->line = walk->line;
        it->file = last;
      } else {
        walk->endWaiting = walk->next + 1;
      }
    }
  }
  if (path != NULL && !isEnd) {
    for (size_t k = walk->firstWaiting; k < walk->endWaiting; k++) {
      struct CodeLine *it = &walk->lines[k];
      if (it->line != 0 || address - placeOf(walk, k) > reach || address >= walk->ends[k]) continue;
      it->line = line;
      it->file = path;
      it->isNear = 1;
    }
    walk->firstWaiting = walk->endWaiting;
  }
  walk->address = address;
  walk->file = index;
  walk->line = line;
  walk->isOpen = !isEnd;
  if (isEnd) beginSequence(walk);
}

/// A value of a table of DWARF 5; a text if it is one.
static const char *value(struct Part *part, uint64_t form, int isLong) {
  switch (form) {
  case 0x08: return partText(part);
  case 0x0E: return partTextAt(programFile()->strings, partNumber(part, isLong ? 8 : 4));
  case 0x1F: return partTextAt(programFile()->lineStrings, partNumber(part, isLong ? 8 : 4));
  case 0x09: partSkip(part, partUnsigned(part)); break;
  case 0x0B: case 0x25: partSkip(part, 1); break;
  case 0x05: case 0x26: partSkip(part, 2); break;
  case 0x27: partSkip(part, 3); break;
  case 0x06: case 0x28: partSkip(part, 4); break;
  case 0x07: partSkip(part, 8); break;
  case 0x1E: partSkip(part, 16); break;
  case 0x0F: case 0x1A: partUnsigned(part); break;
  default: part->at = part->end;
  }
  return NULL;
}

/// A table of directories or files of DWARF 5.
static void table(struct Walk *walk, struct Part *part, int isLong, int isOfFiles) {
  unsigned formats = (unsigned)partNumber(part, 1);
  uint64_t kinds[256], forms[256];
  for (unsigned k = 0; k < formats; k++) {
    kinds[k] = partUnsigned(part);
    forms[k] = partUnsigned(part);
  }
  uint64_t count = partUnsigned(part);
  for (uint64_t k = 0; k < count && part->at < part->end; k++) {
    const char *path = NULL;
    for (unsigned f = 0; f < formats; f++) {
      const char *found = value(part, forms[f], isLong);
      if (kinds[f] == 1) path = found;
    }
    if (isOfFiles) addFile(walk, path);
  }
}

static void program(struct Walk *walk, struct Part part, unsigned least, int lineBase, unsigned lineRange,
                    unsigned opcodeBase, const uint8_t *lengths) {
  uint64_t address = 0, index = 1;
  unsigned line = 1;
  beginSequence(walk);
  while (part.at < part.end) {
    unsigned opcode = *part.at++;
    if (opcode >= opcodeBase) {
      unsigned step = opcode - opcodeBase;
      address += (uint64_t)(step / lineRange) * least;
      line = (unsigned)((int)line + lineBase + (int)(step % lineRange));
      row(walk, address, index, line, 0);
      continue;
    }
    switch (opcode) {
    case 0: {
      uint64_t size = partUnsigned(&part);
      struct Part extended = {part.at, part.at};
      partSkip(&part, size);
      extended.end = part.at;
      unsigned kind = (unsigned)partNumber(&extended, 1);
      if (kind == 1) {
        row(walk, address, index, line, 1);
        address = 0;
        index = line = 1;
      } else if (kind == 2) {
        address = partNumber(&extended, 8);
      } else if (kind == 3) {
        addFile(walk, partText(&extended));
      }
      break;
    }
    case 1: row(walk, address, index, line, 0); break;
    case 2: address += partUnsigned(&part) * least; break;
    case 3: line = (unsigned)((int64_t)line + partSigned(&part)); break;
    case 4: index = partUnsigned(&part); break;
    case 8: address += (uint64_t)((255 - opcodeBase) / lineRange) * least; break;
    case 9: address += partNumber(&part, 2); break;
    default:
      for (unsigned k = 0; k < lengths[opcode - 1]; k++) partUnsigned(&part);
    }
  }
}

static void unit(struct Walk *walk, struct Part part, int isLong) {
  unsigned version = (unsigned)partNumber(&part, 2);
  if (version < 2 || version > 5) return;
  if (version == 5) partNumber(&part, 2);
  uint64_t header = partNumber(&part, isLong ? 8 : 4);
  struct Part code = part;
  partSkip(&code, header);
  part.end = code.at;
  unsigned least = (unsigned)partNumber(&part, 1);
  if (version >= 4) partNumber(&part, 1);
  partNumber(&part, 1);
  int lineBase = (int8_t)partNumber(&part, 1);
  unsigned lineRange = (unsigned)partNumber(&part, 1), opcodeBase = (unsigned)partNumber(&part, 1);
  uint8_t lengths[256] = {0};
  for (unsigned k = 0; k + 1 < opcodeBase; k++) lengths[k] = (uint8_t)partNumber(&part, 1);
  if (lineRange == 0 || opcodeBase == 0) return;
  walk->fileCount = 0;
  walk->isFromZero = version == 5;
  if (version == 5) {
    table(walk, &part, isLong, 0);
    table(walk, &part, isLong, 1);
  } else {
    for (const char *path = partText(&part); path != NULL && path[0] != 0; path = partText(&part)) {}
    for (const char *path = partText(&part); path != NULL && path[0] != 0; path = partText(&part)) {
      addFile(walk, path);
      for (int k = 0; k < 3; k++) partUnsigned(&part);
    }
  }
  program(walk, code, least, lineBase, lineRange, opcodeBase, lengths);
}

static void findSymbols(struct Walk *walk) {
  struct Part symbols = programFile()->symbols;
  for (const Elf64_Sym *it = (const Elf64_Sym *)symbols.at; (const uint8_t *)(it + 1) <= symbols.end; it++) {
    if (ELF64_ST_TYPE(it->st_info) != STT_FUNC || it->st_size == 0) continue;
    for (size_t k = firstFrom(walk, it->st_value); k < walk->count && placeOf(walk, k) - it->st_value < it->st_size; k++) {
      walk->lines[k].symbol = partTextAt(programFile()->symbolNames, it->st_name);
      walk->ends[k] = it->st_value + it->st_size;
    }
  }
}

void CodeLinesFind(struct CodeLine *lines, size_t count) {
  struct Walk walk = {.lines = lines, .count = count, .ends = calloc(count + 1, sizeof(uint64_t))};
  findSymbols(&walk);
  struct Part part = programFile()->lineTable;
  while (part.at < part.end) {
    uint64_t size = partNumber(&part, 4);
    int isLong = size == 0xFFFFFFFF;
    if (isLong) size = partNumber(&part, 8);
    struct Part it = part;
    partSkip(&part, size);
    it.end = part.at;
    unit(&walk, it, isLong);
  }
  free(walk.ends);
  free(walk.files);
}

/// Of the Swift library, which prints the frames of a crash by it.
extern char *_swift_backtrace_demangle(const char *, size_t, char *, size_t *) __attribute__((weak));

char *CodeLinesDemangle(const char *symbol) {
  if (_swift_backtrace_demangle == NULL) return strdup(symbol);
  size_t size = 0;
  char *text = _swift_backtrace_demangle(symbol, strlen(symbol), NULL, &size);
  return text == NULL ? strdup(symbol) : text;
}

#else

void CodeLinesFind(struct CodeLine *lines, size_t count) { (void)lines, (void)count; }
char *CodeLinesDemangle(const char *symbol) { return (void)symbol, NULL; }

#endif
