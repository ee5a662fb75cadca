// Which states several tasks touch in a run.

#include "AccessLogState.h"

#if ACCESS_HOOKS

static struct Share *shareOf(const AccessLog *log, uint64_t state) {
  size_t mask = log->shareCapacity - 1, place = state & mask;
  while (log->shares[place].run == log->run && log->shares[place].state != state) place = (place + 1) & mask;
  return &log->shares[place];
}

void AccessLogShare(AccessLog *log, uint32_t owner) {
  if (2 * (log->shareCount + log->stateCount) >= log->shareCapacity) {
    struct Share *old = log->shares;
    size_t count = log->shareCapacity;
    log->shareCapacity = count == 0 ? 1024 : 2 * count;
    while (2 * (log->shareCount + log->stateCount) >= log->shareCapacity) log->shareCapacity *= 2;
    log->shares = __libc_calloc(log->shareCapacity, sizeof(*old));
    for (size_t k = 0; k < count; k++)
      if (old[k].run == log->run) *shareOf(log, old[k].state) = old[k];
    __libc_free(old);
  }
  for (size_t k = 0; k < log->stateCount; k++) {
    struct Share *share = shareOf(log, log->states[k].name);
    if (share->run != log->run) {
      *share = (struct Share){log->states[k].name, log->run, owner, 0};
      log->shareCount++;
    } else if (share->owner != owner) {
      share->isShared = 1;
    }
  }
}

int AccessLogIsShared(const AccessLog *log, uint64_t state) {
  if (log->shareCapacity == 0) return 0;
  const struct Share *share = shareOf(log, state);
  return share->run == log->run && share->isShared;
}

#else

void AccessLogShare(AccessLog *log, uint32_t owner) { (void)log, (void)owner; }
int AccessLogIsShared(const AccessLog *log, uint64_t state) { return (void)log, (void)state, 0; }

#endif
