// The functions of Dispatch by which work gets onto queues, defined anew: each asks whether a capturing loop takes the call.
//
// On ELF platforms a symbol that the program defines wins over the one of a shared library, also for the calls that other
// libraries make, such as those of Swift's overlay and of Foundation. Outside of the events of a capturing loop each of them
// is one or two checks and a call of the original.
//
// All of them are weak: in a program that links Dispatch statically the library's own definitions win, and nothing is taken.

#include "Hooks.h"

#include "DispatchCalls.h"
#include "DispatchHooks.h"

#if DISPATCH_HOOKS

WEAK void dispatch_async(Pointer queue, Pointer block);

static int isItem(Pointer block) { return dataOfItem(block) != NULL; }

// The offer to the loop.

static struct DispatchOriginals originals;

#define FIND(field, symbol) *(void **)&originals.field = dlsym(RTLD_NEXT, symbol)

__attribute__((constructor)) static void offer(void) {
  FIND(retain, "dispatch_retain");
  FIND(release, "dispatch_release");
  FIND(activate, "dispatch_activate");
  FIND(resume, "dispatch_resume");
  FIND(groupEnter, "dispatch_group_enter");
  FIND(groupLeave, "dispatch_group_leave");
  FIND(groupWait, "dispatch_group_wait");
  FIND(semaphoreSignal, "dispatch_semaphore_signal");
  FIND(semaphoreWait, "dispatch_semaphore_wait");
  FIND(sourceCancel, "dispatch_source_cancel");
  FIND(label, "dispatch_queue_get_label");
  FIND(copyBlock, "_Block_copy");
  FIND(releaseBlock, "_Block_release");
  originals.isItem = isItem;
  // The program may have a copy of the object, which is the one in use.
  originals.mainQueue = dlsym(RTLD_DEFAULT, "_dispatch_main_q");
  Pointer (*globalQueue)(intptr_t, uintptr_t) = (Pointer (*)(intptr_t, uintptr_t))dlsym(RTLD_NEXT, "dispatch_get_global_queue");
  originals.defaultQueue = globalQueue ? globalQueue(0, 0) : NULL;
  const uint16_t *offsets = dlsym(RTLD_NEXT, "dispatch_queue_offsets");
  // Only a shared library has a next definition, and only one whose queues can be read is of use. The version counts fields.
  if (!originals.retain || !originals.copyBlock || !originals.mainQueue || !offsets || offsets[0] < 5) return;
  if (dlsym(RTLD_DEFAULT, "dispatch_async") != (void *)dispatch_async) return;
  originals.widthOffset = offsets[7];
  originals.targetOffset = offsets[13];
  DispatchCallsOffer(&originals);
}

#endif
