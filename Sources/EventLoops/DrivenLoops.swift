// Whether the process has any driven loop: what spares all other loops the cost of a record.

public import Synchronization

/// A flag that is read wherever state or a task is created, and set once by the first driven loop.
@usableFromInline
enum DrivenLoops {
  @usableFromInline static let exist = Atomic(false)
}
