// The names under which tests and suites use the trait.

#if canImport(Testing)
  public import Testing

  extension Trait where Self == ScheduleTrait {
    /// Runs the test in virtual time: sleeps take no time, and all instants are exact.
    public static var virtualTime: Self { virtualTime() }

    /// Runs the test in virtual time.
    ///
    /// The test fails as well if it does not end, if it leaves a task or a timer behind, or if work leaves the loop.
    ///
    /// - Parameter allowed: The faults that are meant.
    public static func virtualTime(allowing allowed: AllowedFaults = []) -> Self {
      ScheduleTrait(.virtualTime, allowing: allowed)
    }

    /// Runs the test under every schedule that could make a difference, within a budget of 1,000 runs.
    public static var everySchedule: Self { everySchedule() }

    /// Runs the test under every schedule that could make a difference, in virtual time.
    ///
    /// If it fails under some of them, one issue is recorded: that of the smallest failing schedule.
    ///
    /// - Parameters:
    ///   - budget: How many runs the search may take; seeded runs add up to a quarter of that.
    ///   - reversals: How many races a schedule reverses at most, unless all schedules fit into the budget; nil for any number.
    ///   - seed: The seed of the seeded runs.
    ///   - token: The token of a failing schedule, which is then the only one that is run.
    ///   - allowed: The faults that are meant.
    public static func everySchedule(
      budget: Int = 1_000, reversals: Int? = 2, seed: UInt64 = 1, replaying token: String? = nil,
      allowing allowed: AllowedFaults = []
    ) -> Self {
      let search = ScheduleSearch(budget: budget, reversals: reversals, seed: seed, token: token)
      return ScheduleTrait(.everySchedule(search), allowing: allowed)
    }

    /// Cancels the test at each of its suspensions in turn, at most 1,000.
    public static var cancelledEverywhere: Self { cancelledEverywhere() }

    /// Cancels the test at each of its suspensions in turn, in virtual time.
    ///
    /// A cancelled test may end with or without a `CancellationError`, but it has to end at the instant of its cancellation,
    /// and leave nothing behind.
    ///
    /// - Parameters:
    ///   - budget: How many suspensions are tried at most.
    ///   - position: The only position to try, as a failure names it; nil for all.
    ///   - allowed: The faults that are meant.
    public static func cancelledEverywhere(
      budget: Int = 1_000, at position: Int? = nil, allowing allowed: AllowedFaults = []
    ) -> Self {
      ScheduleTrait(.cancelledEverywhere(CancellationPositions(budget: budget, only: position)), allowing: allowed)
    }
  }
#endif
