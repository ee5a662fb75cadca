// Limits the allocator of the test process to two arenas, since its memory is mostly what idle arenas keep.
//
// glibc makes up to eight arenas a processor as threads allocate, and an arena keeps what was freed in it. Hundreds of
// suites on dozens of threads leave the peak of all suites together in each of them. Two arenas are enough for two
// processors. The constructor runs before any thread is made, so it is not a call in a test.

#include "AllocatorArenas.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GLIBC__)
#include <malloc.h>

__attribute__((constructor)) static void limitArenas(void) {
  mallopt(M_ARENA_MAX, ALLOCATOR_ARENAS);
  // A set threshold does not grow, so that every large block goes back to the system when it is freed.
  mallopt(M_MMAP_THRESHOLD, 128 << 10);
  mallopt(M_TRIM_THRESHOLD, 128 << 10);
}

int allocatorArenas(void) {
  char *text = NULL;
  size_t size = 0;
  FILE *stream = open_memstream(&text, &size);
  if (stream == NULL) return 0;
  malloc_info(0, stream);
  fclose(stream);
  int arenas = 0;
  for (const char *at = text; (at = strstr(at, "<heap nr=")) != NULL; at++) arenas++;
  free(text);
  return arenas;
}
#else
int allocatorArenas(void) { return 0; }
#endif
