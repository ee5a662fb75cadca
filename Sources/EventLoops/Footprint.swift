// What an event touched, and whether two events may change places.

/// The shared state that one event read and wrote.
public struct Footprint: Sendable, Hashable {
  /// One access to shared state.
  struct Access: Sendable, Hashable {
    let state: UInt64
    var writes: Bool

    @inline(__always)
    func conflicts(with other: Access) -> Bool { state == other.state && (writes || other.writes) }
  }

  /// A bit for each state that was touched, and for each that was written: most disjoint pairs are told by these.
  @usableFromInline
  struct Bits: Sendable, Hashable {
    @usableFromInline var touched: UInt64 = 0
    @usableFromInline var written: UInt64 = 0

    init() {}

    /// The bit of a state; states share bits.
    @inline(__always)
    static func bit(of state: UInt64) -> UInt64 { 1 << (state >> 58) }

    @inline(__always)
    mutating func add(_ bit: UInt64, writes: Bool) {
      touched |= bit
      if writes { written |= bit }
    }

    @inlinable
    @inline(__always)
    func mayConflict(with other: Bits) -> Bool { touched & other.written | written & other.touched != 0 }
  }

  /// One access for each state, in the order of the first one.
  private var accesses: [Access] = []
  private var bits = Bits()

  /// A footprint of nothing.
  public init() {}

  init(_ accesses: ArraySlice<Access>, _ bits: Bits) {
    self.accesses = Array(accesses)
    self.bits = bits
  }

  /// How many states were touched.
  public var count: Int { accesses.count }

  /// Adds an access.
  ///
  /// - Complexity: O(number of states touched).
  public mutating func add(_ state: UInt64, writes: Bool) {
    if let known = accesses.firstIndex(where: { $0.state == state }) {
      if writes { accesses[known].writes = true }
    } else {
      accesses.append(Access(state: state, writes: writes))
    }
    bits.add(Bits.bit(of: state), writes: writes)
  }

  /// Adds the accesses of another footprint.
  public mutating func formUnion(_ other: Footprint) {
    if accesses.isEmpty { return self = other }
    for access in other.accesses { add(access.state, writes: access.writes) }
  }

  /// Whether both touch the same state and one of them writes it: the order of the two events then matters.
  ///
  /// - Complexity: O(1) for most footprints that do not conflict, O(product of their sizes) at worst.
  public func conflicts(with other: Footprint) -> Bool {
    guard bits.mayConflict(with: other.bits) else { return false }
    return accesses.contains { mine in other.accesses.contains { mine.conflicts(with: $0) } }
  }
}
