// Catches the signals by which a program ends itself, in threads that say so.

#pragma once

#include <stddef.h>
#include <stdint.h>

enum { TrapFrames = 48, TrapMessage = 512 };

/// What is to become of a trap of a thread, and what became of it.
struct TrapScope {
  /// Is called in the thread that trapped, which waits for ever when this returns. It must not allocate or lock.
  void (*caught)(void *context);
  /// What `caught` is called with.
  void *context;
  /// The signal; 0 as long as nothing has trapped.
  int signal;
  /// How many addresses there are.
  size_t count;
  /// Where in the code the thread trapped: return addresses, a call before its caller.
  uintptr_t addresses[TrapFrames];
  /// What Swift says before it traps, cut off at the end; empty if it says nothing.
  char message[TrapMessage];
};

/// Installs the handlers of the signals. Call it once.
///
/// A signal that is not for a scope has the effect that it had before. Returns 1 if traps are caught, 0 where the platform does
/// not allow it.
int TrapsInstall(void);

/// Makes a scope the one of the calling thread; NULL for none. A scope catches one trap.
void TrapsEnter(struct TrapScope *scope);

/// The name of a signal: `SIGILL`.
const char *TrapsSignalName(int signal);
