// What instrumented code touches while an event of a driven loop runs: one log for each run.

#pragma once

#include <stddef.h>
#include <stdint.h>

/// How memory is touched; the values are combined.
enum AccessMode {
  AccessModeRead = 1,
  AccessModeWrite = 2,
  /// The access commutes with others of its kind: a reference is released.
  AccessModeUpdate = 4,
  /// The access is announced: there may be a call at the place itself.
  AccessModeAnnounced = 8,
};

/// All accesses of one event to one place in memory.
struct AccessedState {
  /// The name of the state: of the memory's allocation, which is named by the event that made it, and of the place in it.
  uint64_t name;
  /// A combination of `AccessMode`.
  uint32_t modes;
  /// The offset in the object, and the size of the allocation.
  uint32_t offset;
  /// Where in the code the first read and the first write are; 0 for none.
  uintptr_t read, write;
  /// From where the functions were called in which these are; 0 if it is not known.
  uintptr_t readCaller, writeCaller;
  /// The type of the object, if the memory is one: the address of its metadata; 0 if it is not known.
  uintptr_t type;
  /// The modes of which it is known only from where they were announced, and not yet where they are.
  uint32_t announced;
};

/// What one event touched.
struct AccessedStates {
  const struct AccessedState *states;
  size_t count;
  /// How many calls instrumented code has made: for accesses, and where it enters and leaves functions; 0 if code that is not
  /// instrumented may have all these functions too, since the linker keeps one of several copies.
  size_t calls;
  /// How many times atomic state, a lock or a stream was used, a lock with its unlock counted once.
  size_t atomics;
  /// Where in the code the second of them is; 0 for none.
  uintptr_t secondAtomic, secondAtomicCaller;
  /// Where in the code the first functions are that were entered; 0 for none.
  uintptr_t entries[4];
  /// Where the first code is that ran without reporting what it touches, although it is the program's; 0 for none.
  uintptr_t unseen;
  /// Whether it was found out that releases of some object conflict, so that those before it were taken to commute wrongly.
  int hasLearned;
};

/// The log of one run.
typedef struct AccessLog AccessLog;

/// Whether instrumented code is in the process, and it calls the hooks of the module AccessHooks: 0 without that module, with
/// a sanitizer, in the portable form, and on platforms without the means.
int AccessHooksArePresent(void);

/// Makes an empty log; NULL where `AccessHooksArePresent` is 0.
AccessLog *AccessLogCreate(void);

/// Forgets everything, for another run.
void AccessLogRestart(AccessLog *log);

/// Frees a log, which must not be the calling thread's current one.
void AccessLogFree(AccessLog *log);

/// Makes a log the current one of the calling thread, for an event: memory that is allocated from now on is named by it.
void AccessLogBegin(AccessLog *log, uint64_t event);

/// Ends the event of the calling thread's current log; nothing is noted until the next one begins.
void AccessLogEnd(AccessLog *log);

/// What the event touched that has ended last; valid until the next one begins.
struct AccessedStates AccessLogStates(const AccessLog *log);

/// Counts what the event touched that has ended last as touched by an owner: by a task, whose events have an order anyway.
void AccessLogShare(AccessLog *log, uint32_t owner);

/// Whether several owners have touched a state in this run.
int AccessLogIsShared(const AccessLog *log, uint64_t state);

/// Counts a use, at a place in code, of an object that is made for several threads and notes its accesses itself. It counts while
/// noting is paused, too.
void AccessLogCountUse(uintptr_t object, uintptr_t code);

/// Notes that the running event takes a lock of the system's, at a place in code, and counts that as a use.
void AccessLogNoteLock(uintptr_t address, uintptr_t code);

/// Stops noting on the calling thread, and returns what `AccessLogResume` needs to continue: nothing if there is no log.
AccessLog *AccessLogPause(void);

/// How many allocations a run has made, and one of them by its number: 1 if it is an object and is not freed.
size_t AccessLogAllocationCount(const AccessLog *log);
int AccessLogObject(const AccessLog *log, size_t index, uintptr_t *address, uintptr_t *type);

/// Retains an object unless it is being destroyed: NULL then.
void *AccessLogTryRetain(uintptr_t object);

/// Continues noting.
void AccessLogResume(AccessLog *log);

/// Takes the log from the calling thread, for another thread that continues the event; NULL if it has none.
AccessLog *AccessLogDetach(void);

/// Makes a log the current one of the calling thread, which continues an event.
void AccessLogAttach(AccessLog *log);
