// Which state a touched address is part of, and what each event does to it.
//
// An address is no name: it is another one in each run. Memory that the run has allocated is named by the event that
// allocated it, by the functions that it was in, the size, and a number among allocations that have all of these in common.
// So the same memory has the same name in all runs in which the same events made it, whatever else ran between them, and
// memory that is freed and given out again has another name. Other memory (global variables, what was there before the
// run) stays where it is while the process lives, and is named by where it is.

#include "AccessLogState.h"

#if ACCESS_HOOKS

static int isOnStack(uintptr_t address) { return address >= accessLogStackLow && address < accessLogStackHigh; }

static size_t slot(AccessLog *log, uint64_t state) {
  size_t mask = log->slotCapacity - 1, place = state & mask;
  while (log->slots[place].event == log->event && log->states[log->slots[place].place].name != state)
    place = (place + 1) & mask;
  return place;
}

/// From where the function was called that runs now.
static uintptr_t callerOfFunction(AccessLog *log) {
  return log->depth > 0 && log->depth < stackLimit ? log->callers[log->depth] : 0;
}

void accessLogNoteState(
    AccessLog *log, uint64_t state, uint32_t allocation, uint32_t offset, unsigned modes, uintptr_t code) {
  if (2 * log->stateCount >= log->slotCapacity) {
    __libc_free(log->slots);
    log->slotCapacity = log->slotCapacity == 0 ? 256 : 2 * log->slotCapacity;
    log->slots = __libc_calloc(log->slotCapacity, sizeof(*log->slots));
    for (size_t k = 0; k < log->stateCount; k++)
      log->slots[slot(log, log->states[k].name)] = (struct Slot){log->event, (uint32_t)k};
  }
  size_t place = slot(log, state);
  if (log->slots[place].event != log->event) {
    size_t capacity = log->stateCapacity;
    log->states = grown(log->states, log->stateCount, &capacity, sizeof(*log->states));
    log->owners = grown(log->owners, log->stateCount, &log->stateCapacity, sizeof(*log->owners));
    uintptr_t type = allocation == 0 ? 0 : log->allocations[allocation - 1].type;
    log->states[log->stateCount] = (struct AccessedState){state, 0, offset, 0, 0, 0, 0, type, 0};
    log->owners[log->stateCount] = allocation;
    log->slots[place] = (struct Slot){log->event, (uint32_t)log->stateCount++};
  }
  struct AccessedState *it = &log->states[log->slots[place].place];
  unsigned announced = modes & AccessModeAnnounced ? modes : 0;
  modes &= ~(unsigned)AccessModeAnnounced;
  if ((modes & AccessModeRead) && (it->read == 0 || (announced == 0 && (it->announced & AccessModeRead)))) {
    it->announced = (it->announced & ~(unsigned)AccessModeRead) | (announced & AccessModeRead);
    it->read = code;
    it->readCaller = callerOfFunction(log);
  }
  int isWrite = (modes & (AccessModeWrite | AccessModeUpdate)) != 0;
  if (isWrite && (it->write == 0 || (announced == 0 && (it->announced & AccessModeWrite)))) {
    it->announced = (it->announced & ~(unsigned)AccessModeWrite) | (announced & AccessModeWrite);
    it->write = code;
    it->writeCaller = callerOfFunction(log);
  }
  it->modes |= modes;
  if ((modes & AccessModeWrite) && (allocation == 0 || log->allocations[allocation - 1].event != log->event))
    log->effects++;
}

static void noteWords(
    AccessLog *log, uint32_t allocation, uintptr_t address, size_t size, unsigned modes, uintptr_t code) {
  uint64_t parent = allocation == 0 ? 0x676C6F62616C2100ull : log->allocations[allocation - 1].name;
  uintptr_t base = allocation == 0 ? 0 : log->allocations[allocation - 1].start;
  if (allocation != 0 && log->allocations[allocation - 1].size >= wholeSize)
    return accessLogNoteState(log, name(parent, 0), allocation, 0, modes, code);
  for (uintptr_t word = (address - base) >> 3; word <= (address - base + size - 1) >> 3; word++) {
    uint64_t ordinal = allocation == 0 ? placeInImage(word << 3) : word;
    accessLogNoteState(log, name(parent, 1 + ordinal), allocation, (uint32_t)(word << 3), modes, code);
  }
}

void accessLogNote(AccessLog *log, uintptr_t address, size_t size, unsigned modes, uintptr_t code) {
  accessLogCall(log, code);
  if (size == 0 || isOnStack(address)) return;
  // A range may begin in one allocation and end behind it, if the code is wrong; then the rest is noted by its address.
  while (size > 0) {
    uint32_t allocation = accessLogAllocationAt(log, address);
    size_t here = size;
    if (allocation != 0) {
      size_t rest = log->allocations[allocation - 1].start + log->allocations[allocation - 1].size - address;
      if (rest < here) here = rest;
    }
    noteWords(log, allocation, address, here, modes, code);
    address += here;
    size -= here;
  }
}

/// The size of the part of an object that begins at an offset, by its class: up to the next stored property.
///
/// The layouts of metadata and of type descriptors are part of Swift's stable interface; a class without Objective-C.
static size_t sizeOfProperty(uintptr_t type, size_t offset, size_t end) {
  const uintptr_t *metadata = (const uintptr_t *)type;
  // The first word of a class's metadata is 0 here; that of another heap object is a small number.
  if (type == 0 || metadata[0] != 0) return end - offset;
  const uint32_t *descriptor = (const uint32_t *)metadata[5];
  if (descriptor == NULL || (descriptor[0] & 31) != 16) return end - offset;
  // A class with a superclass that can change its size keeps the place of its offsets elsewhere.
  if (descriptor[0] & (1u << (16 + 13))) return end - offset;
  uint32_t count = descriptor[9], vector = descriptor[10];
  size_t next = end;
  for (uint32_t k = 0; k < count; k++)
    if (metadata[vector + k] > offset && metadata[vector + k] < next) next = metadata[vector + k];
  return next - offset;
}

void accessLogNoteProperty(AccessLog *log, uintptr_t address, unsigned modes, uintptr_t code) {
  accessLogCall(log, code);
  if (isOnStack(address)) return;
  uint32_t index = accessLogAllocationAt(log, address);
  if (index == 0) return noteWords(log, 0, address, 16, modes, code);
  struct Allocation *it = &log->allocations[index - 1];
  noteWords(log, index, address, sizeOfProperty(it->type, address - it->start, it->size), modes, code);
}

/// Whether the running event has made an allocation, so that it is its own so far.
static int isOwn(const AccessLog *log, uint32_t allocation) {
  return allocation != 0 && log->allocations[allocation - 1].event == log->event;
}

/// Counts a use of what several threads can use at once.
static void countUse(AccessLog *log, uintptr_t code) {
  if (++log->atomics != 2) return;
  log->secondAtomic = code;
  log->secondAtomicCaller = callerOfFunction(log);
}

void accessLogNoteAtomic(AccessLog *log, uintptr_t address, unsigned modes, int isUnlock, uintptr_t code) {
  accessLogCall(log, code);
  uint32_t allocation = accessLogAllocationAt(log, address);
  if (!isOnStack(address))
    noteWords(log, allocation, address, 1, modes, code);
  if (isOwn(log, allocation)) return;
  struct Lock *lock = &log->locks[(address >> 2) & 15];
  int isHeld = lock->event == log->event && lock->address == address && lock->isHeld;
  *lock = (struct Lock){address, log->event, !(isHeld && isUnlock)};
  if (!(isHeld && isUnlock)) countUse(log, code);
}

void AccessLogCountUse(uintptr_t object, uintptr_t code) {
  AccessLog *log = accessLogKnown;
  if (log != NULL && !isOwn(log, accessLogAllocationAt(log, object))) countUse(log, code);
}

void AccessLogNoteLock(uintptr_t address, uintptr_t code) {
  AccessLog *log = accessLog;
  if (log == NULL) return;
  uint32_t allocation = accessLogAllocationAt(log, address);
  if (!isOnStack(address)) noteWords(log, allocation, address, 1, AccessModeRead | AccessModeWrite, code);
  if (!isOwn(log, allocation)) countUse(log, code);
}

#endif
