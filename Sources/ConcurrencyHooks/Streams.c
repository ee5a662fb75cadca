// The uses of `AsyncStream`s, by their producers and their consumers.

#include "Forwarding.h"

#if CONCURRENCY_HOOKS

// AsyncStream (`ScS`) and AsyncThrowingStream (`Scs`). A continuation consists of a reference to what it shares with its stream.
IN_MEMORY(streamYield, "$sScS12ContinuationV5yieldyAB11YieldResultOyx__GxnF", ConcurrencyCallStream, INDIRECT(self))
IN_MEMORY(
    streamYieldResult, "$sScS12ContinuationV5yield4withAB11YieldResultOyx__Gs0E0Oyxs5NeverOG_tF",
    ConcurrencyCallStream, INDIRECT(self))
IN_MEMORY(
    streamYieldVoid, "$sScS12ContinuationV5yieldAB11YieldResultOyyt__GyytRszlF", ConcurrencyCallStream, INDIRECT(self))
SYNCHRONOUS(streamFinish, "$sScS12ContinuationV6finishyyF", ConcurrencyCallStream, INDIRECT(self))
IN_MEMORY(
    throwingStreamYield, "$sScs12ContinuationV5yieldyAB11YieldResultOyxq___GxnF", ConcurrencyCallStream, INDIRECT(self))
IN_MEMORY(
    throwingStreamYieldResult,
    "$sScs12ContinuationV5yield4withAB11YieldResultOyxs5Error_p__Gs0E0OyxsAG_pG_tsAG_pRs_rlF", ConcurrencyCallStream,
    INDIRECT(self))
IN_MEMORY(
    throwingStreamYieldVoid, "$sScs12ContinuationV5yieldAB11YieldResultOyytq___GyytRszrlF", ConcurrencyCallStream,
    INDIRECT(self))
SYNCHRONOUS(
    throwingStreamFinish, "$sScs12ContinuationV6finish8throwingyq_Sgn_tF", ConcurrencyCallStream, INDIRECT(self))
ASYNCHRONOUS(streamNext, "$sScS8IteratorV4next9isolationxSgScA_pSgYi_tYaF", ConcurrencyCallStreamNext, NONE(self))
ASYNCHRONOUS(streamNextPlain, "$sScS8IteratorV4nextxSgyYaF", ConcurrencyCallStreamNext, NONE(self))
ASYNCHRONOUS(
    throwingStreamNext, "$sScs8IteratorV4next9isolationxSgScA_pSgYi_tYaq_YKF", ConcurrencyCallStreamNext, NONE(self))
ASYNCHRONOUS(throwingStreamNextPlain, "$sScs8IteratorV4nextxSgyYaKF", ConcurrencyCallStreamNext, NONE(self))

#endif
