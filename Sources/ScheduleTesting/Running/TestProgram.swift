// The body of a test as something that can be run under one schedule after another.

// Linked for the functions that instrumented code calls.
import AccessHooks
import DispatchHooks
import EventLoops
import Exploration
import Synchronization

/// The body of a test, and what is a fault of one of its runs.
///
/// Each run has a capturing loop of its own. The run ends when the body has returned and what is due at that instant has run.
struct TestProgram: Sendable {
  /// What reports and tokens call it.
  let name: String
  /// The body of the test, which is called once in each run.
  let body: @Sendable () async throws -> Void
  /// The faults that are meant.
  let allowed: AllowedFaults
  /// Where the issues of the test are held back; nil if nothing records issues.
  let issues: IssueLog?
  let limits = VirtualEventLoop.Limits(steps: 10_000)
  /// The classes whose objects the page of a run shows, by the addresses of their metadata.
  var shown: Set<UInt> = []

  /// Whether this platform and this form of the package can run ordinary Swift on a loop.
  static let isAvailable = VirtualEventLoop(capturing: .everything).capturing == .everything

  /// The program for the explorer.
  ///
  /// - Parameter observe: Is given each run.
  func subject(observing observe: @escaping @Sendable (TestRun) -> Void = { _ in }) -> Subject {
    Subject(name, sharing: .instrumented) { driver, limits, recording in
      let run = self.run(driver, limits, recording)
      observe(run)
      return (run.verdict, run.report, run.record)
    }
  }

  /// Runs the body once.
  ///
  /// - Parameters:
  ///   - driver: Makes the choices.
  ///   - limits: What stops the run.
  ///   - recording: How much is recorded.
  ///   - position: Before which event the body's task is cancelled, counted from 0; nil for no cancellation.
  func run(
    _ driver: any ScheduleDriver, _ limits: VirtualEventLoop.Limits, _ recording: VirtualEventLoop.Recording,
    cancellingBefore position: Int? = nil
  ) -> TestRun {
    let loop = VirtualEventLoop(
      name: name, policy: .driven, limits: limits, recording: recording, capturing: .everything)
    loop.noteMemory(watching: shown)
    loop.catchTraps()
    loop.begin(drivenBy: driver)
    let outcome = RunOutcome()
    var lifetime = RunLifetime()
    let task = RunLifetime.$current.withValue(lifetime) {
      loop.spawn("test") { [body] in
        do {
          try await body()
          outcome.end(.success(()))
        } catch {
          outcome.end(.failure(error))
        }
      }
    }
    var boundaries = 0
    var cancelledAt: Instant?
    let (report, record) = loop.run(drivenBy: driver) {
      if outcome.hasEnded { return true }
      if boundaries == position {
        cancelledAt = loop.now
        task.cancel()
      }
      boundaries += 1
      return false
    }
    let waits = isKnownUniquelyReferenced(&lifetime) ? nil : record.flatMap { loop.taskWaits(in: $0) }
    let run = TestRun(
      result: outcome.result, issues: issues?.take() ?? [], report: report, record: record, waits: waits,
      boundaries: boundaries, cancelledAt: cancelledAt, isStopped: driver.endsRun, allowed: allowed)
    // What the leftovers of a run do when they are cancelled is not a part of the test.
    if let issues { issues.dropping { loop.abandonLeftovers() } } else { loop.abandonLeftovers() }
    return run
  }
}

/// How the body of a test has ended.
private final class RunOutcome: Sendable {
  private let state = Mutex<Result<Void, any Error>?>(nil)

  var result: Result<Void, any Error>? { state.withLock { $0 } }
  var hasEnded: Bool { result != nil }

  func end(_ result: Result<Void, any Error>) {
    state.withLock { $0 = result }
  }
}

/// An object that every task of a run holds until it ends, except for detached ones: it tells whether one is left.
private final class RunLifetime: Sendable {
  @TaskLocal static var current: RunLifetime?
}
