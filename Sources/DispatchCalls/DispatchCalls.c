// The table of what a capturing loop takes of the calls to Dispatch.

#define _GNU_SOURCE

#include "DispatchCalls.h"

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>

int DispatchCallsThread(void) { return (int)syscall(SYS_gettid); }
#else
int DispatchCallsThread(void) { return 0; }
#endif

int dispatchCallsNotedRuns;
void DispatchCallsCountNotedRuns(int change) { __atomic_fetch_add(&dispatchCallsNotedRuns, change, __ATOMIC_RELAXED); }

const struct DispatchCalls *dispatchCalls;
static const struct DispatchOriginals *dispatchOriginals;

const struct DispatchOriginals *DispatchCallsInstall(const struct DispatchCalls *calls) {
  if (dispatchOriginals) __atomic_store_n(&dispatchCalls, calls, __ATOMIC_RELEASE);
  return dispatchOriginals;
}

void DispatchCallsOffer(const struct DispatchOriginals *originals) { dispatchOriginals = originals; }

// The layout of a block is a part of the language's binary interface.
struct Block {
  void *isa;
  int flags, reserved;
  void (*invoke)(void);
};

void DispatchCallsRun(DispatchPointer block) {
  ((void (*)(DispatchPointer))((struct Block *)block)->invoke)(block);
}

void DispatchCallsRunIteration(DispatchPointer block, size_t iteration) {
  ((void (*)(DispatchPointer, size_t))((struct Block *)block)->invoke)(block, iteration);
}

// An object of Dispatch begins with its class and two counts of references, each one less than the number: the second one is
// that of code outside of Dispatch.
int DispatchCallsReferences(DispatchPointer object) { return ((const int *)((void **)object + 1))[1] + 1; }
