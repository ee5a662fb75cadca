// Exploring without a trait: for XCTest, for plain programs, and for a part of a test.

/// Runs a body under every schedule that could make a difference, in virtual time.
///
///     let explored = try await explore {
///       let session = Session(api: CountingAPI())
///       async let a = session.token()
///       async let b = session.token()
///       _ = try await (a, b)
///       guard await session.refreshes == 1 else { throw TooManyRefreshes() }
///     }
///
/// A run fails if the body throws, if it does not end or leaves something behind, or, in a test of Swift Testing, if an
/// expectation in it fails. Where the Swift runtime does not allow exploring, the body runs once in plain order.
///
/// - Parameters:
///   - name: What tokens call the body.
///   - budget: How many runs the search may take; seeded runs add up to a quarter of that.
///   - reversals: How many races a schedule reverses at most, unless all schedules fit into the budget; nil for any number.
///   - seed: The seed of the seeded runs.
///   - token: The token of a failing schedule, which is then the only one that is run.
///   - allowed: The faults that are meant.
///   - body: What to run.
/// - Returns: What was run.
/// - Throws: A `ScheduleFailure` with the smallest failing schedule that was found.
@discardableResult
public func explore(
  _ name: String = "body", budget: Int = 1_000, reversals: Int? = 2, seed: UInt64 = 1, replaying token: String? = nil,
  allowing allowed: AllowedFaults = [], _ body: @escaping @Sendable () async throws -> Void
) async throws -> ExploredSchedules {
  let search = ScheduleSearch(budget: budget, reversals: reversals, seed: seed, token: token)
  return try await BodyRuns.run(name, allowed, body) { program in
    search.run(program, usage: "explore(replaying: \"TOKEN\")") { Task.isCancelled }
  }
}

/// Cancels a body at each of its suspensions in turn, in virtual time.
///
/// A cancelled body may end with or without a `CancellationError`, but it has to end at the instant of its cancellation, and
/// leave nothing behind.
///
/// - Parameters:
///   - budget: How many suspensions are tried at most.
///   - position: The only position to try, as a failure names it; nil for all.
///   - allowed: The faults that are meant.
///   - body: What to run.
/// - Returns: What was run.
/// - Throws: A `ScheduleFailure` with the first cancellation that the body does not survive.
@discardableResult
public func cancelEverywhere(
  budget: Int = 1_000, at position: Int? = nil, allowing allowed: AllowedFaults = [],
  _ body: @escaping @Sendable () async throws -> Void
) async throws -> ExploredSchedules {
  let positions = CancellationPositions(budget: budget, only: position)
  return try await BodyRuns.run("body", allowed, body) { program in
    positions.run(program, usage: "cancelEverywhere(at: POSITION)") { Task.isCancelled }
  }
}
