// What an event touched, and whether two events may change places.

/// The shared state that one event accessed, and how.
package struct Footprint: Sendable, Hashable {
  /// What an access does to the state.
  package enum Mode: UInt8, Sendable {
    /// The event depends on the state and leaves it as it is.
    case read
    /// The event changes the state in a way that commutes with other updates: it adds to a count, or settles one of
    /// several parts. Updates conflict with reads and writes only.
    case update
    /// The event changes the state.
    case write
  }

  /// One access to shared state.
  struct Access: Sendable, Hashable {
    let state: UInt64
    var mode: Mode

    @inline(__always)
    func conflicts(with other: Access) -> Bool {
      state == other.state && (mode != other.mode || mode == .write)
    }

    /// Adds what a further access to the same state does.
    mutating func merge(_ mode: Mode) {
      if mode != self.mode { self.mode = .write }
    }
  }

  /// A bit for each state that was read, and for each that was written: they decide most disjoint pairs.
  ///
  /// 128 of them: of 100 pairs of steps of a compared program they leave 25 to be looked at, and 64 would leave 43.
  struct Bits: Sendable, Hashable {
    var touched: UInt128 = 0
    var written: UInt128 = 0

    init() {}

    /// The bit of a state; states share bits.
    @inline(__always)
    static func bit(of state: UInt64) -> UInt128 { 1 &<< UInt128(state >> 57) }

    @inline(__always)
    mutating func add(_ bit: UInt128, _ mode: Mode) {
      touched |= bit
      if mode != .read { written |= bit }
    }

    @inline(__always)
    func mayConflict(with other: Bits) -> Bool { conflicts(with: other) != 0 }

    /// The bits of all states with a conflict, and perhaps of others.
    @inline(__always)
    func conflicts(with other: Bits) -> UInt128 { touched & other.written | written & other.touched }
  }

  /// How much of what an event did the record does not see.
  enum Visibility: UInt8, Sendable {
    /// Every access is recorded.
    case full
    /// The event hands a task to an actor, or does what may change the state of such a task.
    case meetsActors
    /// The event runs segments of tasks that the record cannot tell apart: it conflicts with every other event.
    case none

    @inline(__always)
    func conflicts(with other: Visibility) -> Bool {
      self == .none || other == .none || (self == .meetsActors && other == .meetsActors)
    }
  }

  /// One access for each state, in the order of the first one.
  private(set) var accesses: [Access] = []
  /// The accesses to memory, in the order of their states.
  private(set) var memory: [Access] = []
  private(set) var bits = Bits()
  private(set) var visibility = Visibility.full

  /// A footprint of nothing.
  package init() {}

  init(_ accesses: [Access], _ memory: [Access], _ bits: Bits, _ visibility: Visibility) {
    self.accesses = accesses
    self.memory = memory
    self.bits = bits
    self.visibility = visibility
    for access in memory { self.bits.add(Bits.bit(of: access.state), access.mode) }
  }

  /// How many states were touched, memory not included.
  package var count: Int { accesses.count }

  /// Adds an access.
  ///
  /// - Complexity: O(number of states touched).
  package mutating func add(_ state: UInt64, _ mode: Mode) {
    if let known = accesses.firstIndex(where: { $0.state == state }) {
      accesses[known].merge(mode)
      bits.add(Bits.bit(of: state), accesses[known].mode)
    } else {
      accesses.append(Access(state: state, mode: mode))
      bits.add(Bits.bit(of: state), mode)
    }
  }

  /// Adds the accesses of another footprint.
  package mutating func formUnion(_ other: Footprint) {
    if other.visibility.rawValue > visibility.rawValue { visibility = other.visibility }
    if accesses.isEmpty && memory.isEmpty {
      (accesses, memory, bits) = (other.accesses, other.memory, other.bits)
    } else {
      for access in other.accesses { add(access.state, access.mode) }
      addMemory(other.memory)
    }
  }

  /// Whether two events touched the same, in whatever order they touched it.
  ///
  /// - Complexity: O(product of the numbers of states), memory not included.
  package func isSame(as other: Footprint) -> Bool {
    visibility == other.visibility && bits == other.bits && accesses.count == other.accesses.count
      && memory == other.memory && accesses.allSatisfy { other.accesses.contains($0) }
  }

  /// Whether the order of the two events matters: both access the same state and the accesses do not commute, or what
  /// one of them did is not seen.
  ///
  /// - Complexity: O(1) for most footprints that do not conflict, O(product of their sizes) at worst.
  package func conflicts(with other: Footprint) -> Bool {
    if visibility.conflicts(with: other.visibility) { return true }
    guard bits.mayConflict(with: other.bits) else { return false }
    return accesses.contains { mine in other.accesses.contains { mine.conflicts(with: $0) } }
      || Self.conflict(memory, other.memory)
  }

  private mutating func addMemory(_ other: [Access]) {
    if other.isEmpty { return }
    var (merged, rest): ([Access], ArraySlice<Access>) = ([], other[...])
    merged.reserveCapacity(memory.count + other.count)
    for access in memory {
      while let next = rest.first, next.state < access.state { merged.append(rest.removeFirst()) }
      merged.append(access)
      if let next = rest.first, next.state == access.state {
        merged[merged.count - 1].merge(next.mode)
        rest.removeFirst()
      }
    }
    memory = merged + rest
    for access in other { bits.add(Bits.bit(of: access.state), access.mode) }
    for access in memory { bits.add(Bits.bit(of: access.state), access.mode) }
  }

  /// Whether any two accesses of two lists conflict, both in the order of their states.
  ///
  /// - Complexity: O(sum of the lengths).
  static func conflict<First: RandomAccessCollection<Access>, Second: RandomAccessCollection<Access>>(
    _ first: First, _ second: Second
  ) -> Bool where First.Index == Int, Second.Index == Int {
    var (one, other) = (first.startIndex, second.startIndex)
    while one < first.endIndex, other < second.endIndex {
      if first[one].state < second[other].state {
        one += 1
      } else if first[one].state > second[other].state {
        other += 1
      } else {
        if first[one].conflicts(with: second[other]) { return true }
        one += 1
        other += 1
      }
    }
    return false
  }
}
