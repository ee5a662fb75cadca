// Whether the process has any loop that reorders events: it lets all other loops skip what only such a loop needs.

public import Synchronization

/// A flag that is read where state is created, and set once by the first loop that does not run events first in, first out.
@usableFromInline
enum ReorderingLoops {
  @usableFromInline static let exist = Atomic(false)
}
