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
  /// code. It reports nothing of other modules: what the standard library or another library keeps for itself is not seen, unless
  /// it is in a property of the program. A segment of a task in which no such code runs conflicts with every other event, unless
  /// it only comes back from an actor that has run such code.
  /// The program has to link the product ScheduleTesting, which defines what the instrumentation calls. Without the flag, and
  /// where the instrumentation is not available, this is `anything`.
  case instrumented
}
