// Fixtures with traits as they are on a platform on which schedules cannot be explored.

import Testing

@testable import ScheduleTesting

extension ScheduleTrait {
  /// The trait as it is where the runtime does not allow it.
  fileprivate var unavailable: ScheduleTrait {
    var trait = self
    trait.isAvailable = false
    return trait
  }
}

@Suite("Unavailable fixtures", .enabled(if: Fixtures.areOn)) struct UnavailableFixtures {
  @Test(ScheduleTrait.everySchedule.unavailable, arguments: 0..<3)
  func `fixture that is not explored`(number: Int) async {
    _ = await Register.race()
    #expect(number < 3)
  }

  @Test(ScheduleTrait.virtualTime.unavailable) func `fixture in real time that fails`() { #expect(Bool(false)) }
}
