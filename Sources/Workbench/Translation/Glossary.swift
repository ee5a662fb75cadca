// The words of the guide's glossary and their meanings, as `braid help terms` prints them.

/// The words of the guide.
package enum Glossary {
  /// An entry of the glossary.
  package struct Entry: Sendable, Hashable {
    /// The word.
    package let word: String
    /// Its meaning, in one sentence without a full stop.
    package let meaning: String
  }

  /// All entries, in the order of the glossary.
  package static let entries = table.split(separator: "\n\n").map { entry in
    let lines = entry.split(separator: "\n", maxSplits: 1)
    return Entry(word: String(lines[0]), meaning: String(lines.last ?? ""))
  }

  /// The entries that explain a word: those in whose name it is, in English or Korean, or that explain two words.
  package static func entries(about word: String) -> [Entry] {
    let word = word.lowercased()
    return entries.filter { entry in
      let names = [entry.word, Language.korean.text(entry.word)].map { $0.lowercased() }
      return names.contains(word) || names.contains { $0.split(separator: " ").contains { $0 == word } }
        || entry.meaning.contains("; \(word): ")
    }
  }

  private static let table = """
    Cancellation point
    a place at which a cancellation that was requested can take effect

    Choice
    one decision of a run among several options: the next ready event, a latency, a fault

    Class of schedules
    all schedules that differ only in the order of events that share nothing

    Compared program
    the same work, written in up to three styles, to be compared

    Completion
    the function that an operation calls with its result, once

    Disturbance
    a cancellation or a fault that a sweep tries; cancel 1 0ms cancels pipeline 1 at 0 ms

    Escape
    work that left the loop, so that the loop no longer controls its order and its time

    Event
    a piece of the program that runs from its beginning to its end without any other code in between

    Fault
    a wrong answer of a call, on purpose: a failure, none at all, two, or one just before or after a time limit

    Finding
    a rule that a run has broken

    Fold
    a line of a long timeline that replaces rows like those above it

    Future
    the side of a coming result that is read; promise: the side that settles it

    Hop
    an extra turn at the same instant: it takes no time, but other events may come first

    In flight
    sent and not answered yet

    Instant
    a point of virtual time, counted in whole nanoseconds from the loop's beginning

    Leftover
    what still waits when nothing is left that could answer it

    Noted state
    state whose accesses the loop notes itself, such as LoopConfined, promises and journals

    Ordering of events
    two events, one before the other, that a failure needs; [0.1/1.2] tells events of one name apart

    Outcome
    what a run delivered, and the notes that it made

    Permit
    the right to be one of a limited number at a time

    Pipeline
    one execution of the compared program; a scenario may run several

    Plan
    what the world does to a program: latencies, failures, cancellations

    Plain schedule
    first in, first out; the default of a run

    Quiescence
    nothing is ready and no timer is set

    Ready
    due now, and waiting for its turn

    Recording
    what a loop keeps of a run for its report

    Remark
    what a program says of itself, or what is found at the end of a run

    Reversal
    two events that touch the same thing, the other way round than in the plain schedule

    Scenario
    a file that says what happens to a program and which events must result

    Schedule
    the choices made among ready events, one after another

    Semantic event
    what happens to the program as its reader sees it (sent, replied, step, caught, cancelled, finished), and the only thing that is compared across styles

    Sequence
    the number of an event within the run; the order among those of one instant

    Stage
    one call of the API and the step that follows it

    Step
    the program's own code between two calls

    Style
    callback, future or async

    Suspension
    the right to resume a waiting task, once

    Sweep
    runs with a cancellation at each moment, or with a fault in each call

    Tie
    two things due at one instant

    Timer
    an event that is due later

    Token
    a schedule in one short word, with which braid replay runs it again

    Trace
    the events of a run, in their order; every picture and every question of the quiz is made from it

    Trial
    one disturbance, a cancellation or a fault, and the exploration of a program under it

    Turn
    the running of one event

    Violation
    a contract that was broken while the program continued, such as a completion that was called twice

    Virtual time
    time that the loop counts instead of waiting
    """
}
