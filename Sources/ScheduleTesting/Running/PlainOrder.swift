// Lines beside the test's own results: where schedules cannot be explored, and what was covered.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines on standard output.
enum PlainOrder {
  /// Whether `SCHEDULE_TESTING_VERBOSE` is set in the environment.
  private static let isVerbose = getenv("SCHEDULE_TESTING_VERBOSE") != nil

  private static let announcement: Void = print(
    "note: schedules are not explored on this platform or in this form of the package: tests run once, in plain order")

  /// Says once that tests run as if they had no trait.
  static func announceOnce() {
    announcement
  }

  /// Prints a line if the environment asks for lines on what was covered.
  static func tell(_ line: String) {
    if isVerbose { print("note: \(line)") }
  }
}
