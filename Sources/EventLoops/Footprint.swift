// What an event touched, and whether two events may change places.

/// The shared state that one event read and wrote.
public struct Footprint: Sendable, Hashable {
  /// One access to shared state.
  private struct Access: Hashable {
    let state: UInt64
    var writes: Bool
  }

  // The first accesses are kept in place: an array for each step was a good part of a run of a search.
  private var states = SIMD8<UInt64>()
  /// How many states were touched.
  public private(set) var count = 0
  /// Which of the states that are kept in place were written, a bit for each.
  private var writes: UInt8 = 0
  private var further: [Access] = []
  /// A bit for each state that was touched, and for each that was written: most disjoint pairs are told by these.
  private var touchedBits: UInt64 = 0
  private var writtenBits: UInt64 = 0

  /// A footprint of nothing.
  public init() {}

  /// The accesses: one for each state, in the order of the first access.
  @inline(__always)
  private func access(_ index: Int) -> Access {
    index < 8 ? Access(state: states[index], writes: writes & (1 << UInt8(index)) != 0) : further[index - 8]
  }

  /// Adds an access.
  ///
  /// - Complexity: O(number of states touched).
  public mutating func add(_ state: UInt64, writes isWrite: Bool) {
    let bit: UInt64 = 1 << (state >> 58)
    let known = touchedBits & bit == 0 ? nil : (0..<count).first { access($0).state == state }
    let index = known ?? count
    if known == nil { count += 1 }
    if index < 8 {
      states[index] = state
      if isWrite { writes |= 1 << UInt8(index) }
    } else if known == nil {
      further.append(Access(state: state, writes: isWrite))
    } else if isWrite {
      further[index - 8].writes = true
    }
    touchedBits |= bit
    if isWrite { writtenBits |= bit }
  }

  /// Adds the accesses of another footprint.
  public mutating func formUnion(_ other: Footprint) {
    if count == 0 {
      self = other
      return
    }
    for index in 0..<other.count {
      let access = other.access(index)
      add(access.state, writes: access.writes)
    }
  }

  /// Whether both touch the same state and one of them writes it: the order of the two events then matters.
  ///
  /// - Complexity: O(1) for most footprints that do not conflict, O(product of their sizes) at worst.
  public func conflicts(with other: Footprint) -> Bool {
    guard touchedBits & other.writtenBits | writtenBits & other.touchedBits != 0 else { return false }
    for mine in 0..<count {
      let access = access(mine)
      for theirs in 0..<other.count {
        let other = other.access(theirs)
        if access.state == other.state, access.writes || other.writes { return true }
      }
    }
    return false
  }
}
