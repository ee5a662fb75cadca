// What is asked of task groups.

#include "Forwarding.h"

#if CONCURRENCY_HOOKS

// Groups: TaskGroup (`ScG`), ThrowingTaskGroup (`Scg`), and the two that discard results.
SYNCHRONOUS(groupBegin, "swift_taskGroup_initialize", ConcurrencyCallGroupBegin, DIRECT(a))
SYNCHRONOUS(groupBeginWithFlags, "swift_taskGroup_initializeWithFlags", ConcurrencyCallGroupBegin, DIRECT(b))
SYNCHRONOUS(groupBeginWithOptions, "swift_taskGroup_initializeWithOptions", ConcurrencyCallGroupBegin, DIRECT(b))
// Where the compiler inlines the functions below, only this one is left, which does not tell a wait for all from one for the
// next.
ASYNCHRONOUS_OF_RUNTIME(
    groupWait, "swift_taskGroup_wait_next_throwing", ConcurrencyCallGroupNext, DIRECT(b), c)
ASYNCHRONOUS(groupNext, "$sScG4next9isolationxSgScA_pSgYi_tYaF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(groupNextPlain, "$sScG4nextxSgyYaF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(
    groupIterator, "$sScG8IteratorV4next9isolationxSgScA_pSgYi_tYaF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(groupIteratorPlain, "$sScG8IteratorV4nextxSgyYaF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(throwingGroupNext, "$sScg4next9isolationxSgScA_pSgYi_tYaKF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(throwingGroupNextPlain, "$sScg4nextxSgyYaKF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(throwingGroupResult, "$sScg10nextResults0B0Oyxq_GSgyYaKF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(
    throwingGroupIterator, "$sScg8IteratorV4next9isolationxSgScA_pSgYi_tYaq_YKF", ConcurrencyCallGroupNext,
    INDIRECT(self))
ASYNCHRONOUS(throwingGroupIteratorPlain, "$sScg8IteratorV4nextxSgyYaKF", ConcurrencyCallGroupNext, INDIRECT(self))
ASYNCHRONOUS(
    groupDrain, "$sScG22awaitAllRemainingTasks9isolationyScA_pSgYi_tYaF", ConcurrencyCallGroupDrain, INDIRECT(self))
ASYNCHRONOUS(
    throwingGroupDrain, "$sScg22awaitAllRemainingTasks9isolationyScA_pSgYi_tYaF", ConcurrencyCallGroupDrain,
    INDIRECT(self))
ASYNCHRONOUS(groupDrainPlain, "$sScG22awaitAllRemainingTasksyyYaF", ConcurrencyCallGroupDrain, INDIRECT(self))
ASYNCHRONOUS(
    throwingGroupDrainPlain, "$sScg22awaitAllRemainingTasksyyYaF", ConcurrencyCallGroupDrain, INDIRECT(self))
ASYNCHRONOUS(
    discardingGroupDrain, "$ss19DiscardingTaskGroupV22awaitAllRemainingTasksyyYaKF", ConcurrencyCallGroupDrain,
    INDIRECT(self))
ASYNCHRONOUS(
    throwingDiscardingGroupDrain,
    "$ss27ThrowingDiscardingTaskGroupV22awaitAllRemainingTasks9bodyErrorys0J0_pSg_tYaKF",
    ConcurrencyCallGroupDrainFailing, INDIRECT(self))
SYNCHRONOUS(groupCancel, "$sScG9cancelAllyyF", ConcurrencyCallGroupCancel, DIRECT(a))
SYNCHRONOUS(throwingGroupCancel, "$sScg9cancelAllyyF", ConcurrencyCallGroupCancel, DIRECT(a))
SYNCHRONOUS(
    discardingGroupCancel, "$ss19DiscardingTaskGroupV9cancelAllyyF", ConcurrencyCallGroupCancel, DIRECT(a))
SYNCHRONOUS(
    throwingDiscardingGroupCancel, "$ss27ThrowingDiscardingTaskGroupV9cancelAllyyF", ConcurrencyCallGroupCancel,
    DIRECT(a))

SYNCHRONOUS(groupIsCancelled, "$sScG11isCancelledSbvg", ConcurrencyCallOwnFlag, NONE(self))
SYNCHRONOUS(throwingGroupIsCancelled, "$sScg11isCancelledSbvg", ConcurrencyCallOwnFlag, NONE(self))
SYNCHRONOUS(
    discardingGroupIsCancelled, "$ss19DiscardingTaskGroupV11isCancelledSbvg", ConcurrencyCallOwnFlag, NONE(self))
SYNCHRONOUS(
    throwingDiscardingGroupIsCancelled, "$ss27ThrowingDiscardingTaskGroupV11isCancelledSbvg", ConcurrencyCallOwnFlag,
    NONE(self))
SYNCHRONOUS(groupAddPending, "swift_taskGroup_addPending", ConcurrencyCallOwnFlag, NONE(self))

#endif
