// The end of a cancellation handler's scope, without a lock where nothing else looks at the task's records.

#include "Forwarding.h"

#if CONCURRENCY_HOOKS

typedef __attribute__((swiftcall)) void (*remove_function)(Word *);
static remove_function original_remove;
FIND(remove, "swift_task_removeCancellationHandler")

extern __attribute__((swiftcall)) Word swift_task_getCurrent(void);
extern __attribute__((swiftcall)) void swift_task_dealloc(Word);

#if defined(__x86_64__)

// A task has a list of records, the newest first, and flags beside it. One of them is set while a thread holds the list's lock. To
// remove a handler's record, the runtime of 6.3 takes that lock and searches the list. Nearly always the record is the newest,
// and is removed by one exchange of flags and list, which fails if another thread has locked the list or changed a flag.
enum { TaskStatus = 12, RecordParent = 1, KnownLayout = 1, KnownTaskSize = 208 };
static const uintptr_t listIsLocked = 0x200, handlerKind = 3;

static int hasKnownLayout;

__attribute__((constructor)) static void checkLayout(void) {
  const uint32_t *layout = dlsym(RTLD_NEXT, "_swift_concurrency_debug_internal_layout_version");
  const size_t *size = dlsym(RTLD_NEXT, "_swift_concurrency_debug_asyncTaskSize");
  hasKnownLayout = layout && size && *layout == KnownLayout && *size == KnownTaskSize;
}

// Returns 0, and has done nothing, if that is for the runtime to do.
static int removeNewest(Word *task, Word *record) {
  if (!hasKnownLayout || task == NULL) return 0;
  uintptr_t *status = (uintptr_t *)&task[TaskStatus];
  uintptr_t flags = __atomic_load_n(&status[0], __ATOMIC_RELAXED), newest = __atomic_load_n(&status[1], __ATOMIC_RELAXED);
  if ((flags & listIsLocked) || newest != (uintptr_t)record || (uintptr_t)record[0] != handlerKind) return 0;
  char isRemoved;
  __asm__ volatile("lock cmpxchg16b %[status]\n\tsete %[isRemoved]"
                   : [status] "+m"(*(uintptr_t(*)[2])status), [isRemoved] "=q"(isRemoved), "+a"(flags), "+d"(newest)
                   : "b"(flags), "c"((uintptr_t)record[RecordParent])
                   : "cc", "memory");
  return isRemoved;
}

#else

static int removeNewest(Word *task, Word *record) { return (void)task, (void)record, 0; }

#endif

WEAK __attribute__((swiftcall)) void hooked_remove(Word *record) __asm__("swift_task_removeCancellationHandler");
__attribute__((swiftcall)) void hooked_remove(Word *record) {
  concurrencyCallSite = (uintptr_t)__builtin_return_address(0);
  concurrencyCallContext = NULL;
  tell(ConcurrencyCallOwnFlag, NULL);
  // There is no record where the task was cancelled already when the scope began.
  if (record == NULL) return;
  if (removeNewest(swift_task_getCurrent(), record)) return swift_task_dealloc(record);
  original_remove(record);
}

#endif
