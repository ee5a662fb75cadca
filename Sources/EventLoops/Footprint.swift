// What an event touched, and whether two events may change places.

/// The shared state that one event read and wrote.
public struct Footprint: Sendable, Hashable {
  /// One access to shared state.
  public struct Access: Sendable, Hashable {
    /// The state's name.
    public let state: UInt64
    /// Whether it was written, or only read.
    public fileprivate(set) var writes: Bool
  }

  /// The accesses: one for each state, in the order of the first access.
  public private(set) var accesses: [Access] = []
  /// A bit for each state that was touched, and for each that was written: most disjoint pairs are told by these.
  private var touchedBits: UInt64 = 0
  private var writtenBits: UInt64 = 0

  /// A footprint of nothing.
  public init() {}

  /// Adds an access.
  ///
  /// - Complexity: O(number of states touched).
  public mutating func add(_ state: UInt64, writes: Bool) {
    let bit: UInt64 = 1 << (state >> 58)
    if touchedBits & bit != 0, let known = accesses.firstIndex(where: { $0.state == state }) {
      accesses[known].writes = accesses[known].writes || writes
    } else {
      accesses.append(Access(state: state, writes: writes))
    }
    touchedBits |= bit
    if writes { writtenBits |= bit }
  }

  /// Adds the accesses of another footprint.
  public mutating func formUnion(_ other: Footprint) {
    for access in other.accesses { add(access.state, writes: access.writes) }
  }

  /// Whether both touch the same state and one of them writes it: the order of the two events then matters.
  ///
  /// - Complexity: O(1) for most footprints that do not conflict, O(product of their sizes) at worst.
  public func conflicts(with other: Footprint) -> Bool {
    guard touchedBits & other.writtenBits | writtenBits & other.touchedBits != 0 else { return false }
    return accesses.contains { mine in
      other.accesses.contains { $0.state == mine.state && ($0.writes || mine.writes) }
    }
  }
}
