// State that the events of one loop share, and what never changes about it, in one object.

/// A confined box that carries besides its state what is known of it from the beginning.
///
/// What never changes needs no check and no access in the record of a driven loop, and is not copied out of the box to be read.
///
/// Unchecked for the reason that `LoopConfined` has: every access is checked when it is made.
@usableFromInline
package final class DescribedLoopConfined<Value: Sendable, Description: Sendable>: LoopConfined<Value>,
  @unchecked Sendable
{
  /// What is known of the state from the beginning.
  @usableFromInline
  package let description: Description

  /// A box on a loop with its first content and its description.
  @inlinable
  package init(_ value: consuming Value, on loop: any EventLoop, described description: consuming Description) {
    self.description = consume description
    super.init(consume value, on: loop)
  }
}
