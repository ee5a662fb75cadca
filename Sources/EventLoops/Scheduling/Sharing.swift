// What the events of a program share, as far as its author declares it.

/// What the events of a program may share, and so what an exploration may conclude from the accesses it has seen.
///
/// An exploration leaves out orders of events that no event can tell apart. It knows what events share from the accesses
/// that are *noted*: those to `LoopConfined` and `SharedState`, futures, promises, semaphores, queues, timers, tasks of
/// the loop, and what calls `noteAccess`. An instance variable, a lock, an atomic or an `AsyncStream` is not noted.
public enum Sharing: Sendable, Hashable {
  /// Anything: only the search of every order proves that there are no further outcomes.
  case anything
  /// Only noted state: one order then represents its whole class.
  case notedState
  /// Only noted state and memory that code reads and writes which is compiled with `-Xfrontend -sanitize=thread`: one order
  /// then represents its whole class.
  ///
  /// The compiler's instrumentation reports instance variables, globals, captured variables, locks and atomics of that
  /// code. It reports nothing of the toolchain's libraries and of code in C: what these keep for themselves is not seen, unless it
  /// is in a property of the program. An event that runs code of a Swift module without the flag conflicts with every other event,
  /// and the report names the code. So does a segment of a task in which no instrumented code runs, unless all functions that
  /// it continues are instrumented. Code without the flag is noticed where it uses objects, where instrumented code calls it by
  /// name or awaits it, and where it calls or awaits instrumented code.
  /// The program has to link the product ScheduleTesting, which defines what the instrumentation calls. Without the flag, and
  /// where the instrumentation is not available, this is `anything`.
  case instrumented
}
