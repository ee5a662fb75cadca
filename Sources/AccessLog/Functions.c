// The functions that the running event is in, as instrumented code reports their beginnings and ends, and other code as far as
// something shows that it runs.

#include "AccessLogState.h"
#include "CodeLines.h"

#if ACCESS_HOOKS

void accessLogMeet(AccessLog *log, uintptr_t code) {
  if (log->unseen == 0 && CodeLinesIsUninstrumented(code)) log->unseen = code;
}

void accessLogEnter(AccessLog *log, uintptr_t caller, uintptr_t code) {
  accessLogMeet(log, caller);
  if (log->unseen == 0) log->unseen = CodeLinesUninstrumentedCallee(code);
  if (log->functions < sizeof(log->entries) / sizeof(*log->entries)) log->entries[log->functions] = code;
  log->functions++;
  accessLogCall(log, code);
  size_t depth = log->depth++;
  if (depth + 1 >= stackLimit) return;
  log->stack[depth + 1] = name(log->stack[depth], placeInImage(caller));
  log->callers[depth + 1] = caller;
  log->codes[depth + 1] = code;
}

int accessLogIsInFunction(const AccessLog *log, uintptr_t code) {
  enum { longest = 1 << 14 };
  if (log->depth == 0 || log->depth >= stackLimit) return 0;
  uintptr_t start = log->codes[log->depth];
  return code >= start && code - start < longest;
}

void accessLogCall(AccessLog *log, uintptr_t code) {
  log->calls++;
  if (!log->hasOwnFunction) log->hasOwnFunction = !CodeLinesIsShared(code);
}

void accessLogLeave(AccessLog *log, uintptr_t code) {
  // A function that is resumed in this event leaves without having entered.
  accessLogCall(log, code);
  if (log->depth > 0) log->depth--;
}

#endif
