// The scope of a cancellation handler, as a function of this module, so that its beginning and its end pass the hooks.

// `ConcurrencyHooks` puts this in the place of the library's function of the same purpose, as it does with those of
// `TaskGroupScopes`: the library's own calls pass no hook. The end of the scope depends on the task's cancellation as the
// beginning does: a cancellation after it does not call the handler.
#if os(Linux) && !BRAID_PORTABLE
  @_silgen_name("braid_cancellationHandlerScope")
  @usableFromInline
  func cancellationHandlerScope<Success>(
    operation: () async throws -> Success, onCancel handler: @Sendable () -> Void, isolation: isolated (any Actor)?
  ) async throws -> Success {
    try await handlingCancellation(operation, onCancel: handler)
  }
#endif
