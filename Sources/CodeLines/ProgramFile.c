// Maps the program's own file, finds the sections with symbols and lines, and reads from them.

#define _GNU_SOURCE
#include "ProgramFile.h"

#if defined(__linux__) && defined(__LP64__)

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static struct Part file;
static struct ProgramFile program;

static int keepBase(struct dl_phdr_info *info, size_t size, void *unused) {
  (void)size, (void)unused;
  program.base = info->dlpi_addr;
  return 1;
}

static struct Part section(const Elf64_Shdr *it) {
  size_t size = (size_t)(file.end - file.at);
  if (it->sh_type == SHT_NOBITS || (it->sh_flags & SHF_COMPRESSED)) return (struct Part){NULL, NULL};
  if (it->sh_offset > size || it->sh_size > size - it->sh_offset) return (struct Part){NULL, NULL};
  return (struct Part){file.at + it->sh_offset, file.at + it->sh_offset + it->sh_size};
}

static void findSections(void) {
  size_t size = (size_t)(file.end - file.at);
  const Elf64_Ehdr *header = (const Elf64_Ehdr *)file.at;
  if (size < sizeof(*header) || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) return;
  if (header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_shentsize != sizeof(Elf64_Shdr)) return;
  if (header->e_shoff > size || (size - header->e_shoff) / sizeof(Elf64_Shdr) < header->e_shnum) return;
  const Elf64_Shdr *list = (const Elf64_Shdr *)(file.at + header->e_shoff);
  if (header->e_shstrndx >= header->e_shnum) return;
  struct Part names = section(&list[header->e_shstrndx]);
  for (size_t k = 0; k < header->e_shnum; k++) {
    if (list[k].sh_type == SHT_SYMTAB && list[k].sh_link < header->e_shnum) {
      program.symbols = section(&list[k]);
      program.symbolNames = section(&list[list[k].sh_link]);
    }
    if (list[k].sh_name >= (size_t)(names.end - names.at)) continue;
    const char *name = (const char *)names.at + list[k].sh_name;
    size_t rest = (size_t)(names.end - names.at) - list[k].sh_name;
    if (strnlen(name, rest) == rest) continue;
    if (strcmp(name, ".debug_line") == 0) program.lineTable = section(&list[k]);
    if (strcmp(name, ".debug_line_str") == 0) program.lineStrings = section(&list[k]);
    if (strcmp(name, ".debug_str") == 0) program.strings = section(&list[k]);
  }
}

/// Maps the file of the program, once; it stays mapped, since texts in it are handed out.
static void openFile(void) {
  dl_iterate_phdr(keepBase, NULL);
  int descriptor = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  struct stat status;
  if (fstat(descriptor, &status) == 0 && status.st_size > 0) {
    void *memory = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (memory != MAP_FAILED) file = (struct Part){memory, (const uint8_t *)memory + status.st_size};
  }
  close(descriptor);
  if (file.at != NULL) findSections();
}

const struct ProgramFile *programFile(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, openFile);
  return &program;
}

// Reading. What is behind the end is 0.

uint64_t partNumber(struct Part *part, unsigned size) {
  uint64_t value = 0;
  if ((size_t)(part->end - part->at) < size) {
    part->at = part->end;
    return 0;
  }
  for (unsigned k = 0; k < size; k++) value |= (uint64_t)part->at[k] << (8 * k);
  part->at += size;
  return value;
}

uint64_t partUnsigned(struct Part *part) {
  uint64_t value = 0;
  for (unsigned shift = 0; part->at < part->end; shift += 7) {
    uint8_t byte = *part->at++;
    if (shift < 64) value |= (uint64_t)(byte & 0x7F) << shift;
    if (!(byte & 0x80)) break;
  }
  return value;
}

int64_t partSigned(struct Part *part) {
  int64_t value = 0;
  unsigned shift = 0;
  while (part->at < part->end) {
    uint8_t byte = *part->at++;
    if (shift < 64) value |= (int64_t)((uint64_t)(byte & 0x7F) << shift);
    shift += 7;
    if (byte & 0x80) continue;
    if ((byte & 0x40) && shift < 64) value |= (int64_t)(~0ull << shift);
    break;
  }
  return value;
}

/// A text with its zero at the end; NULL if that is missing.
const char *partText(struct Part *part) {
  size_t rest = (size_t)(part->end - part->at);
  const char *start = (const char *)part->at;
  size_t length = rest == 0 ? 0 : strnlen(start, rest);
  if (length == rest) {
    part->at = part->end;
    return NULL;
  }
  part->at += length + 1;
  return start;
}

const char *partTextAt(struct Part part, uint64_t offset) {
  if (offset >= (size_t)(part.end - part.at)) return NULL;
  part.at += offset;
  return partText(&part);
}

void partSkip(struct Part *part, uint64_t size) {
  part->at = size > (size_t)(part->end - part->at) ? part->end : part->at + size;
}

#endif
