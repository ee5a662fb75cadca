// What an exploration with the compiler's instrumentation does not cover.

import Comparison
import EventLoops

extension ScheduleExploration {
  /// What the instrumentation of a program showed.
  struct Instrumented: Sendable {
    /// Where events use a lock, an atomic or a stream after having used one before, in the order in which it was met.
    private(set) var splits: [MemoryPlace.Code] = []
    /// Where events run code of the program that is compiled without the instrumentation: the first places that were met.
    private(set) var unseenCode: [MemoryPlace.Code] = []

    /// Adds what a run has shown.
    mutating func add(_ record: ScheduleRecord) {
      splits += record.splits.filter { !splits.contains($0) }
      unseenCode += record.unseenCode.filter { !unseenCode.contains($0) }.prefix(4 - unseenCode.count)
    }

    /// What a finished search has run.
    var claim: String { splits.isEmpty ? "all there are" : "every order of whole events" }

    /// On what that rests.
    var basis: String {
      "declared: all code of the events is instrumented"
        + (exception.map { ", but for \($0), whose events were run in every order" } ?? "")
    }

    /// The code that is not instrumented, in words; nil if there is none.
    var exception: String? {
      let functions = CodePlaces(of: unseenCode).functions
      return functions.isEmpty ? nil : functions.formattedList
    }

    /// What is not covered, behind what is: an event runs as a whole here, and executors with several threads interrupt it.
    var restriction: String {
      if splits.isEmpty { return "" }
      let places = CodePlaces(of: splits).functions
      return
        "; not explored: inside \(places.formattedList), where an event uses locks, atomics or streams more than once"
    }
  }

  /// From where it is known what events share, for a subject that declares that its code is instrumented.
  var footprints: String? {
    guard subject.sharing == .instrumented else { return nil }
    return instrumented == nil
      ? "no code of the events is compiled with -Xfrontend -sanitize=thread, so that any two of them may share something"
      : "the compiler's instrumentation shows what the events share"
  }
}
