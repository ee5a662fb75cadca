// State that the events of one loop share, and what it is to be made from, in one object.

/// A confined box that carries besides its state something that is taken out once.
///
/// It makes a link of a chain of futures one object, which holds the state and the reaction.
///
/// Unchecked for the reason that `LoopConfined` has: every access is checked when it is made.
@usableFromInline
package final class LinkedLoopConfined<Value: Sendable, Link: Sendable>: LoopConfined<Value>, @unchecked Sendable {
  // Nothing of another's runs while it is read or taken, so no two accesses can overlap.
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  @usableFromInline
  var storedLink: Link?

  /// A box on a loop with its first content and its link.
  @inlinable
  package init(_ value: consuming Value, on loop: any EventLoop, link: consuming Link) {
    storedLink = consume link
    super.init(consume value, on: loop)
  }

  /// Takes the link out; nil from the second time on.
  @inlinable
  package func takeLink() -> Link? {
    let isOutside = beginAccess(writes: true)
    defer { if isOutside { loop.endAccess() } }
    return storedLink.take()
  }
}
