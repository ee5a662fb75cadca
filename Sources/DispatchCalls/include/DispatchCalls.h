// What a capturing loop takes of the calls to Dispatch, as a table of functions, and the functions that it takes the place of.

#pragma once

#include <stddef.h>
#include <stdint.h>

/// An object of Dispatch, or a block.
typedef void *DispatchPointer;

/// What has come of the wait for a lock.
enum DispatchLockWait {
  /// No thread of the loop holds it: the system is to wait.
  DispatchLockElsewhere,
  /// It is to be tried again.
  DispatchLockTried,
  /// It will never be free.
  DispatchLockAbandoned,
};

/// What a capturing loop does for the calls of its events. Each function is called on the thread of the call.
struct DispatchCalls {
  /// Whether the calling thread runs an event of a capturing loop. Only then are the others called.
  int (*isTaken)(void);
  void (*async)(DispatchPointer queue, DispatchPointer block, int isBarrier);
  void (*after)(uint64_t when, DispatchPointer queue, DispatchPointer block);
  void (*sync)(DispatchPointer queue, DispatchPointer block, int isBarrier);
  void (*apply)(size_t iterations, DispatchPointer block);
  /// Returns whether a queue, as far as it is known, is one on which the running event is.
  int (*isOn)(DispatchPointer queue);
  /// The queue of the running event; NULL if it is on none.
  DispatchPointer (*currentQueue)(void);
  uint64_t (*time)(uint64_t when, int64_t delta);
  uint64_t (*walltime)(int64_t delta);
  void (*created)(DispatchPointer object);
  void (*groupEnter)(DispatchPointer group);
  void (*groupLeave)(DispatchPointer group);
  intptr_t (*groupWait)(DispatchPointer group, uint64_t timeout);
  void (*groupNotify)(DispatchPointer group, DispatchPointer queue, DispatchPointer block);
  intptr_t (*semaphoreSignal)(DispatchPointer semaphore);
  intptr_t (*semaphoreWait)(DispatchPointer semaphore, uint64_t timeout);
  void (*timerCreated)(DispatchPointer source, DispatchPointer queue);
  /// Each of these returns whether the object is one of the loop's own.
  int (*timerSet)(DispatchPointer source, uint64_t start, uint64_t interval);
  int (*timerHandler)(DispatchPointer source, DispatchPointer block);
  int (*timerCancelHandler)(DispatchPointer source, DispatchPointer block);
  int (*timerRegistrationHandler)(DispatchPointer source, DispatchPointer block);
  int (*timerCancel)(DispatchPointer source);
  int (*timerData)(DispatchPointer source, uintptr_t *data);
  int (*suspend)(DispatchPointer object);
  int (*resume)(DispatchPointer object);
  int (*activate)(DispatchPointer object);
  /// A work item is cancelled, or asked whether it is.
  void (*itemUsed)(DispatchPointer block, int isCancelled);
  /// Called before a reference to an object is released.
  void (*released)(DispatchPointer object);
  /// A condition variable of the system's is waited for, after its lock was given back, or signalled.
  void (*conditionWait)(DispatchPointer condition);
  void (*conditionSignal)(DispatchPointer condition);
  /// A lock of the system's is about to be taken by code of the program at a place. Called while any run has its memory noted.
  void (*lockUsed)(DispatchPointer lock, uintptr_t place);
  /// Waits for a lock of the system's that a thread holds, with its first word.
  enum DispatchLockWait (*lockWait)(DispatchPointer word, int owner);
  /// Called when the running event uses what the loop does not take.
  void (*escaped)(const char *what);
};

/// The functions of Dispatch itself.
struct DispatchOriginals {
  void (*retain)(DispatchPointer object);
  void (*release)(DispatchPointer object);
  void (*activate)(DispatchPointer object);
  void (*resume)(DispatchPointer object);
  void (*groupEnter)(DispatchPointer group);
  void (*groupLeave)(DispatchPointer group);
  intptr_t (*groupWait)(DispatchPointer group, uint64_t timeout);
  intptr_t (*semaphoreSignal)(DispatchPointer semaphore);
  intptr_t (*semaphoreWait)(DispatchPointer semaphore, uint64_t timeout);
  void (*sourceCancel)(DispatchPointer source);
  const char *(*label)(DispatchPointer queue);
  DispatchPointer (*copyBlock)(DispatchPointer block);
  void (*releaseBlock)(DispatchPointer block);
  /// Whether a block is that of a work item.
  int (*isItem)(DispatchPointer block);
  DispatchPointer mainQueue, defaultQueue;
  /// Where a queue keeps its width and its target.
  size_t widthOffset, targetOffset;
};

/// The table, or NULL: the hooks read it.
extern const struct DispatchCalls *dispatchCalls;

/// Sets the table, once for the process.
///
/// Returns the functions of Dispatch; NULL if the module DispatchHooks is not linked, or cannot take the calls.
const struct DispatchOriginals *DispatchCallsInstall(const struct DispatchCalls *calls);

/// Tells this module that the hooks are linked; they call it before the program starts.
void DispatchCallsOffer(const struct DispatchOriginals *originals);

/// Calls a block without arguments, or with one.
void DispatchCallsRun(DispatchPointer block);
void DispatchCallsRunIteration(DispatchPointer block, size_t iteration);

/// How many runs have their memory noted now.
extern int dispatchCallsNotedRuns;
void DispatchCallsCountNotedRuns(int change);

/// The system's number of the calling thread, by which a lock knows what holds it; 0 off Linux.
int DispatchCallsThread(void);

/// The number of references to an object that code outside of Dispatch has.
int DispatchCallsReferences(DispatchPointer object);
