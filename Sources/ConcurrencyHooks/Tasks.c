// What is asked of tasks: cancellation, values, `async let`, and continuations that they wait for.

#include "Forwarding.h"

#if CONCURRENCY_HOOKS

// Task and UnsafeCurrentTask.
SYNCHRONOUS(taskCancel, "$sScT6cancelyyF", ConcurrencyCallCancel, DIRECT(a))
SYNCHRONOUS(currentTaskCancel, "$sSct6cancelyyF", ConcurrencyCallCancel, INDIRECT(self))
SYNCHRONOUS(currentTaskIsCancelled, "$sSct11isCancelledSbvg", ConcurrencyCallIsCancelled, INDIRECT(self))
SYNCHRONOUS(taskIsCancelled, "swift_task_isCancelled", ConcurrencyCallIsCancelled, DIRECT(a))
ASYNCHRONOUS(taskValue, "$sScT5valuexvg", ConcurrencyCallValue, DIRECT(b))
ASYNCHRONOUS(taskValueNever, "$sScTss5NeverORs_rlE5valuexvg", ConcurrencyCallValue, DIRECT(b))
ASYNCHRONOUS(taskResult, "$sScT6results6ResultOyxq_Gvg", ConcurrencyCallValue, DIRECT(b))
ASYNCHRONOUS(taskYield, "$sScTss5NeverORszABRs_rlE5yieldyyYaFZ", ConcurrencyCallSuspension, NONE(self))

THROWING(
    checkCancellation, "$sScTss5NeverORszABRs_rlE17checkCancellationyyKFZ", ConcurrencyCallOwnFlag, NONE(self))
SYNCHRONOUS(addHandler, "swift_task_addCancellationHandler", ConcurrencyCallOwnFlag, NONE(self))
ASYNCHRONOUS(
    withHandlerPlain, "$ss27withTaskCancellationHandler9operation8onCancelxxyYaKXE_yyYbXEtYaKlF",
    ConcurrencyCallOwnFlag, NONE(self))

// `async let`.
SYNCHRONOUS(asyncLetBegin, "swift_asyncLet_begin", ConcurrencyCallAsyncLetBegin, DIRECT(a))
ASYNCHRONOUS_OF_RUNTIME(asyncLetGet, "swift_asyncLet_get", ConcurrencyCallAsyncLetGet, DIRECT(a), c)
ASYNCHRONOUS_OF_RUNTIME(asyncLetGetThrowing, "swift_asyncLet_get_throwing", ConcurrencyCallAsyncLetGet, DIRECT(a), c)
ASYNCHRONOUS_OF_RUNTIME(asyncLetFinish, "swift_asyncLet_finish", ConcurrencyCallAsyncLetFinish, DIRECT(a), c)

// Continuations.
ASYNCHRONOUS(
    continuation, "$ss23withCheckedContinuation9isolation8function_xScA_pSgYi_SSyScCyxs5NeverOGXEtYalF",
    ConcurrencyCallContinuation, NONE(self))
ASYNCHRONOUS(
    continuationPlain, "$ss23withCheckedContinuation8function_xSS_yScCyxs5NeverOGXEtYalF",
    ConcurrencyCallContinuation, NONE(self))
ASYNCHRONOUS(
    throwingContinuation,
    "$ss31withCheckedThrowingContinuation9isolation8function_xScA_pSgYi_SSyScCyxs5Error_pGXEtYaKlF",
    ConcurrencyCallContinuation, NONE(self))
ASYNCHRONOUS(
    throwingContinuationPlain, "$ss31withCheckedThrowingContinuation8function_xSS_yScCyxs5Error_pGXEtYaKlF",
    ConcurrencyCallContinuation, NONE(self))

#endif
