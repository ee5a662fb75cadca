// The memory that closures of timers have freed, so that it can be fetched before it is used again.

/// The captures of the closures whose timers ran last.
///
/// The timers of an instant all run before what they post. Reactions that set further timers are given the captures of those that have
/// run: an allocator gives out first what was freed last. Of many, these are in no cache any more. Only addresses are kept, and fetched
/// from: what is there meanwhile makes no difference.
struct FreedCaptures: ~Copyable {
  /// A ring, which grows to its full size with the first timers.
  private var addresses = Slab<UInt>()
  /// Where the next address comes, before it is reduced to the size of the ring.
  private var end = 0
  /// How many addresses before that are known.
  private var count = 0

  static let places = 32_768
  /// How many timers before its use memory is fetched. The C library takes eight pieces at a time.
  static let lead = 16

  /// Notes that a timer runs, whose closure goes then.
  @inline(__always)
  mutating func append(_ captures: ClosureCaptures) {
    let (place, address) = (end & (Self.places - 1), UInt(bitPattern: captures.address))
    if place == addresses.count { addresses.append(address) } else { addresses[place] = address }
    end &+= 1
    if count < Self.places { count &+= 1 }
  }

  /// Notes that a timer is set.
  ///
  /// - Returns: The memory that a later one will be given, if it is known.
  @inline(__always)
  mutating func removeLast() -> UnsafeRawPointer? {
    guard count > 0 else { return nil }
    count &-= 1
    end &-= 1
    guard count >= Self.lead else { return nil }
    return UnsafeRawPointer(bitPattern: addresses[(end &- Self.lead) & (Self.places - 1)])
  }
}
