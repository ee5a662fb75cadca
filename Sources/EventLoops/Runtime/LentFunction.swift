// Lends a function that must not escape to tasks of which some may never end.

/// An exported function of the Swift runtime: how many references there are to an object.
@_silgen_name("swift_retainCount")
private func runtimeReferenceCount(of object: UInt) -> UInt

/// A function without a reference to it, for calls that may never return.
///
/// `withoutActuallyEscaping` stops the process if something still refers to the function when its scope ends. A task that never
/// ends a call of the function does so. The call does not use its reference any more, so `lend` releases it instead.
package struct LentFunction: Sendable {
  private typealias Function = @Sendable () async throws -> Void

  /// A function in memory: two words. By itself, it would be wrapped for a generic function that it is handed to.
  private struct Stored {
    let function: Function
  }

  /// The two words of the function: its code and its context.
  private let words: (code: UInt, context: UInt)
  /// How many references there are to the context besides those of calls.
  private let count: UInt

  /// Lends a function while `work` runs.
  ///
  /// - Parameters:
  ///   - function: The function. After `work` has returned, no task that was suspended in it may be resumed.
  ///   - work: Uses the function; what it starts has ended by then, or never ends.
  /// - Returns: What `work` returns.
  package static func lend<Result>(
    _ function: @Sendable () async throws -> Void, to work: (LentFunction) -> Result
  ) -> Result {
    withoutActuallyEscaping(function) { function in
      let words = words(of: function)
      let lent = LentFunction(words: words, count: count(words.context))
      defer { lent.release() }
      return withExtendedLifetime(function) { work(lent) }
    }
  }

  /// Calls the function.
  package func callAsFunction() async throws {
    try await unsafeBitCast(words, to: Stored.self).function()
  }

  /// Gives the references of calls back that have not returned.
  @inline(never)
  private func release() {
    guard let context = UnsafeRawPointer(bitPattern: words.context) else { return }
    while Self.count(words.context) > count { Unmanaged<AnyObject>.fromOpaque(context).release() }
  }

  @inline(never)
  private static func words(of function: @escaping Function) -> (code: UInt, context: UInt) {
    unsafeBitCast(Stored(function: function), to: (UInt, UInt).self)
  }

  @inline(never)
  private static func count(_ object: UInt) -> UInt { referenceCount(of: object) }

  /// How many references there are to an object, given as an address; 0 for no object.
  static func referenceCount(of object: UInt) -> UInt { object == 0 ? 0 : runtimeReferenceCount(of: object) }
}
