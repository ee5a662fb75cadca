// Suspending and handling cancellation as parts of the function that does it, not as functions of their own.

#if !BRAID_PORTABLE
  import Builtin
#endif

// An async function asks for its task's preferred executor, under a lock, when it is called and when a call of its own
// returns. A sleep through `withTaskCancellationHandler` asks eight times, a sleep through the functions below four times,
// where no hook spares it (`Segments.c`). Only the module `Builtin` offers the runtime's operations without those functions.

/// Does what `withTaskCancellationHandler` does.
@inline(__always)
nonisolated(nonsending) func handlingCancellation<Result>(
  _ operation: nonisolated(nonsending) () async throws -> Result, onCancel handler: @Sendable () -> Void
) async throws -> Result {
  #if !BRAID_PORTABLE
    let record = Builtin.taskAddCancellationHandler(handler: handler)
    // A `defer` in the place of the two removals makes the compiler of 6.3 crash in a debug build.
    do {
      let result = try await operation()
      Builtin.taskRemoveCancellationHandler(record: record)
      return result
    } catch {
      Builtin.taskRemoveCancellationHandler(record: record)
      throw error
    }
  #else
    return try await withTaskCancellationHandler(operation: operation, onCancel: handler)
  #endif
}

/// Does what `withUnsafeThrowingContinuation` does.
@inline(__always)
nonisolated(nonsending) func suspending<Value: Sendable>(
  _ body: (UnsafeContinuation<Value, any Error>) -> Void
) async throws -> Value {
  #if !BRAID_PORTABLE
    // A continuation is one word around the runtime's, which `Builtin` hands out.
    return try await Builtin.withUnsafeThrowingContinuation { (raw: Builtin.RawUnsafeContinuation) in
      body(unsafeBitCast(raw, to: UnsafeContinuation<Value, any Error>.self))
    }
  #else
    return try await withUnsafeThrowingContinuation { body($0) }
  #endif
}
