// The trait that runs a test on a virtual loop: once, under every schedule, or cancelled at each suspension.

#if canImport(Testing)
  public import Testing

  /// A trait that runs tests of ordinary Swift on a virtual event loop.
  ///
  /// The members of `Trait` make it: `.virtualTime`, `.everySchedule` and `.cancelledEverywhere`. Of two traits of one kind the
  /// nearer one applies: that of the test before that of its suite. `.everySchedule` and `.cancelledEverywhere` may be
  /// combined, and both of them include virtual time.
  ///
  /// Where the Swift runtime does not allow it, the test runs once as if it had no trait.
  public struct ScheduleTrait: TestTrait, SuiteTrait, TestScoping {
    /// How the test is run.
    enum Mode: Sendable {
      case virtualTime
      case everySchedule(ScheduleSearch)
      case cancelledEverywhere(CancellationPositions)
    }

    private final class Identity: Sendable {}

    let mode: Mode
    let allowed: AllowedFaults
    /// Whether the test can be run on a loop.
    var isAvailable = TestProgram.isAvailable
    /// Distinguishes the trait from an equal one of the suite.
    private let identity = Identity()

    init(_ mode: Mode, allowing allowed: AllowedFaults) {
      (self.mode, self.allowed) = (mode, allowed)
    }

    /// Whether a suite's trait applies to all tests in it.
    public var isRecursive: Bool { true }

    /// Runs a test as the trait says.
    ///
    /// - Parameters:
    ///   - test: The test.
    ///   - testCase: The case of the test.
    ///   - function: The body, which is called once for each run.
    public func provideScope(
      for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
      let traits = test.traits.compactMap { $0 as? ScheduleTrait }
      let isOfTest = traits.contains { $0.identity === identity }
      // The nearest trait runs the test for all of them.
      if isOfTest, traits.last?.identity !== identity { return try await function() }
      guard isAvailable else {
        PlainOrder.announceOnce()
        return try await function()
      }
      try await ScopedTest(test: test, testCase: testCase).run(isOfTest ? traits : [self], function)
    }
  }
#endif
