// The allocations of a run, found by the addresses in them, and named.

#include "AccessLogState.h"

#if ACCESS_HOOKS

#include <string.h>

static size_t placeOfPage(AccessLog *log, uintptr_t number) {
  size_t mask = log->pageCapacity - 1, place = mix(number) & mask;
  while (log->pages[place] != NULL && log->pages[place]->number != number) place = (place + 1) & mask;
  return place;
}

static struct Page *pageIfKnown(AccessLog *log, uintptr_t number) {
  return log->pageCapacity == 0 ? NULL : log->pages[placeOfPage(log, number)];
}

static struct Page *page(AccessLog *log, uintptr_t number) {
  if (2 * log->pageCount >= log->pageCapacity) {
    struct Page **old = log->pages;
    size_t count = log->pageCapacity;
    log->pageCapacity = count == 0 ? 256 : 2 * count;
    log->pages = __libc_calloc(log->pageCapacity, sizeof(*old));
    for (size_t k = 0; k < count; k++)
      if (old[k] != NULL) log->pages[placeOfPage(log, old[k]->number)] = old[k];
    __libc_free(old);
  }
  size_t place = placeOfPage(log, number);
  if (log->pages[place] == NULL) {
    log->pages[place] = __libc_calloc(1, sizeof(struct Page));
    log->pages[place]->number = number;
    log->pageCount++;
  }
  return log->pages[place];
}

/// Removes the beginnings of allocations in a range, which were freed where it was not seen.
static void clearStarts(AccessLog *log, uintptr_t start, uintptr_t end) {
  for (uintptr_t number = start >> 12; number <= (end - 1) >> 12; number++) {
    struct Page *it = pageIfKnown(log, number);
    if (it == NULL) continue;
    unsigned first = number == start >> 12 ? (start >> 4) & 255 : 0;
    unsigned last = number == (end - 1) >> 12 ? ((end - 1) >> 4) & 255 : 255;
    if (first == 0 && last == 255) {
      memset(it->starts, 0, sizeof(it->starts));
    } else {
      for (unsigned k = first; k <= last; k++) it->starts[k / 64] &= ~(1ull << (k % 64));
    }
    if (first == 0) it->covering = 0;
  }
}

uint32_t accessLogAllocationAt(AccessLog *log, uintptr_t address) {
  struct Page *it = pageIfKnown(log, address >> 12);
  uint32_t found = 0;
  if (it != NULL) {
    unsigned granule = (address >> 4) & 255;
    int word = granule / 64;
    uint64_t starts = it->starts[word] & (~0ull >> (63 - granule % 64));
    while (starts == 0 && word > 0) starts = it->starts[--word];
    found = starts == 0 ? it->covering : it->index[word * 64 + 63 - __builtin_clzll(starts)];
  }
  if (found != 0) {
    struct Allocation *allocation = &log->allocations[found - 1];
    if (address - allocation->start < allocation->size) return found;
  }
  for (size_t k = log->largeCount; k > 0; k--) {
    struct Allocation *allocation = &log->allocations[log->large[k - 1] - 1];
    if (!allocation->isFreed && address - allocation->start < allocation->size) return log->large[k - 1];
  }
  return 0;
}

/// The number of an allocation among those that have their key in common.
static uint32_t ordinal(AccessLog *log, uint64_t key) {
  if (2 * log->ordinalCount >= log->ordinalCapacity) {
    struct Ordinal *old = log->ordinals;
    size_t count = log->ordinalCapacity;
    log->ordinalCapacity = count == 0 ? 256 : 2 * count;
    log->ordinals = __libc_calloc(log->ordinalCapacity, sizeof(*old));
    log->ordinalCount = 0;
    for (size_t k = 0; k < count; k++) {
      if (old[k].event != log->event) continue;
      size_t place = old[k].key & (log->ordinalCapacity - 1);
      while (log->ordinals[place].event == log->event) place = (place + 1) & (log->ordinalCapacity - 1);
      log->ordinals[place] = old[k];
      log->ordinalCount++;
    }
    __libc_free(old);
  }
  size_t mask = log->ordinalCapacity - 1, place = key & mask;
  while (log->ordinals[place].event == log->event && log->ordinals[place].key != key) place = (place + 1) & mask;
  if (log->ordinals[place].event != log->event) {
    log->ordinals[place] = (struct Ordinal){key, log->event, 0};
    log->ordinalCount++;
  }
  return log->ordinals[place].count++;
}

void accessLogAllocate(AccessLog *log, uintptr_t start, size_t size) {
  if (size == 0) size = 1;
  uintptr_t end = start + size;
  clearStarts(log, start, end);
  size_t capacity = log->allocationCapacity;
  log->allocations = grown(log->allocations, log->allocationCount, &capacity, sizeof(*log->allocations));
  log->allocationCapacity = (uint32_t)capacity;
  uint64_t key = name(log->eventName ^ log->stack[log->depth < stackLimit ? log->depth : stackLimit - 1], size);
  log->allocations[log->allocationCount++] =
      (struct Allocation){start, size, name(key, ordinal(log, key)), accessLogType, log->event, 0, 0};
  accessLogType = 0;
  uint32_t index = log->allocationCount;
  if (size >= largeSize) {
    log->large = grown(log->large, log->largeCount, &log->largeCapacity, sizeof(*log->large));
    log->large[log->largeCount++] = index;
    return;
  }
  struct Page *first = page(log, start >> 12);
  unsigned granule = (start >> 4) & 255;
  first->starts[granule / 64] |= 1ull << (granule % 64);
  first->index[granule] = index;
  for (uintptr_t number = (start >> 12) + 1; number <= (end - 1) >> 12; number++) page(log, number)->covering = index;
}

void accessLogRelease(AccessLog *log, uintptr_t start) {
  uint32_t index = accessLogAllocationAt(log, start);
  if (index == 0 || log->allocations[index - 1].start != start) return;
  struct Allocation *allocation = &log->allocations[index - 1];
  allocation->isFreed = 1;
  if (allocation->size < largeSize) {
    clearStarts(log, start, start + 1);
    for (uintptr_t number = (start >> 12) + 1; number <= (start + allocation->size - 1) >> 12; number++) {
      struct Page *it = pageIfKnown(log, number);
      if (it != NULL && it->covering == index) it->covering = 0;
    }
    return;
  }
  for (size_t k = 0; k < log->largeCount; k++)
    if (log->large[k] == index) log->large[k] = log->large[--log->largeCount];
}

// The objects among them.

size_t AccessLogAllocationCount(const AccessLog *log) { return log->allocationCount; }

int AccessLogObject(const AccessLog *log, size_t index, uintptr_t *address, uintptr_t *type) {
  if (index >= log->allocationCount || log->allocations[index].isFreed || log->allocations[index].type == 0) return 0;
  *address = log->allocations[index].start;
  *type = log->allocations[index].type;
  return 1;
}

extern void *swift_tryRetain(void *);

void *AccessLogTryRetain(uintptr_t object) { return swift_tryRetain((void *)object); }

#else

size_t AccessLogAllocationCount(const AccessLog *log) { return (void)log, 0; }
int AccessLogObject(const AccessLog *log, size_t index, uintptr_t *address, uintptr_t *type) {
  return (void)log, (void)index, (void)address, (void)type, 0;
}
void *AccessLogTryRetain(uintptr_t object) { return (void)object, NULL; }

#endif
