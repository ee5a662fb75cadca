// State that the events of one loop share, and what it is to be made from, in one object.

/// A confined box that carries besides its state something that is taken out once.
///
/// It makes a link of a chain of futures one object, which holds the state and the reaction.
///
/// Unchecked for the reason that `LoopConfined` has: every access is checked when it is made.
@usableFromInline
package final class LinkedLoopConfined<Value: Sendable, Link: Sendable>: LoopConfined<Value>, @unchecked Sendable {
  // Nothing of another's runs while it is read or taken, so no two accesses can overlap. The flag comes first, since there is
  // room for it behind the content.
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  @usableFromInline
  var isTaken = false
  // Not optional: the object is of a generic class, and to release an optional of a type that is not known the runtime looks
  // up the type of the optional.
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  @usableFromInline
  var storedLink: Link

  /// A box on a loop with its first content and its link.
  @inlinable
  package init(_ value: consuming Value, on loop: any EventLoop, link: consuming Link) {
    storedLink = consume link
    super.init(consume value, on: loop)
  }

  /// Takes the link out, and changes the content in the same access; does neither from the second time on.
  ///
  /// - Parameters:
  ///   - link: Is exchanged with the link, so it has to hold nothing.
  ///   - isInEvent: Whether the caller runs in an event of the loop.
  ///   - body: Changes the content. It must not touch the box.
  /// - Returns: Whether the link was there.
  @inlinable
  @inline(__always)
  package func takeLink(into link: inout Link, inEvent isInEvent: Bool, _ body: (inout Value) -> Void) -> Bool {
    let isOutside = beginAccess(writes: true, inEvent: isInEvent)
    defer { if isOutside { loop.endAccess() } }
    if isTaken { return false }
    isTaken = true
    swap(&storedLink, &link)
    body(&storage)
    return true
  }
}
