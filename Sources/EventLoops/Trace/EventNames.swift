// The labels and source places of events, each pair identified by a number.

/// The labels and creation sites of events.
///
/// Most events are called what an event before them was called, at the same place. A pair that was used lately is found
/// by a comparison of a few words. One that is not found is kept once more, unless its label is a literal: of these
/// there are only as many as the program has.
package struct EventNames: Sendable {
  package struct Name: Sendable {
    package var label: String
    package var site: SourceSite?
  }

  /// A line of a file, and the literal that is used there as a label; files and labels by the addresses of their text.
  private struct Place: Hashable {
    var file: UInt = 0
    var line: UInt32 = 0
    var label: UInt = 0

    /// A few bits that tell most places apart.
    @inline(__always)
    var bucket: Int {
      let mixed = (UInt64(file) ^ UInt64(line) << 40 ^ UInt64(label) << 20) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed >> (64 - EventNames.recentBits))
    }
  }

  /// A name that was used lately.
  private struct Recent {
    var place = Place(file: .max)
    var number: Int32 = -1
    /// The mark of its label.
    var mark: UInt32 = 0
  }

  private var names: [Name] = []
  private var recent: [Recent] = []
  private var literals: [Place: Int32] = [:]

  /// How many names are kept; one that is not among them has no number.
  private let limit: Int

  private static let recentBits: UInt64 = 6
  /// The number of places of `recent` in which a name can be. Which names share a bucket depends on the addresses of the
  /// literals, which differ from process to process.
  private static let ways = 4

  package init(limit: Int = .max) {
    self.limit = limit
  }

  package subscript(number: Int32) -> Name {
    number < 0 ? Name(label: "", site: nil) : names[Int(number)]
  }

  /// The number of a name; -1 of one that is new when there are as many as are kept.
  ///
  /// - Complexity: O(1), and the length of the label where that was built anew.
  @inline(__always)
  mutating func number(of label: String, at site: SourceSite?) -> Int32 {
    let place = site.map { Place(file: $0.literal, line: $0.storedLine) } ?? Place()
    let bucket = place.bucket
    if bucket < recent.count, recent[bucket].place == place {
      let number = recent[bucket].number
      if names[Int(number)].label == label { return number }
    }
    return find(label, site, place)
  }

  /// The number of a name whose label is a literal.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  package mutating func number(of label: StaticString, at site: SourceSite) -> Int32 {
    let place = Place(file: site.literal, line: site.storedLine, label: label.address)
    let bucket = place.bucket
    if bucket < recent.count, recent[bucket].place == place { return recent[bucket].number }
    return find(label, site, place)
  }

  @inline(never)
  private mutating func find(_ label: String, _ site: SourceSite?, _ place: Place) -> Int32 {
    let mark = Self.mark(of: label)
    for slot in slots(of: place) where recent[slot].place == place && recent[slot].mark == mark {
      if names[Int(recent[slot].number)].label == label { return recent[slot].number }
    }
    return add(label, mark, site, place)
  }

  @inline(never)
  private mutating func find(_ label: StaticString, _ site: SourceSite, _ place: Place) -> Int32 {
    for slot in slots(of: place) where recent[slot].place == place { return recent[slot].number }
    guard let known = literals[place] else {
      // Where its place has a label, a name is looked for without its mark.
      let number = add(label.description, 0, site, place)
      literals[place] = number
      return number
    }
    remember(Recent(place: place, number: known))
    return known
  }

  private mutating func add(_ label: String, _ mark: UInt32, _ site: SourceSite?, _ place: Place) -> Int32 {
    guard names.count < limit else { return -1 }
    let number = Int32(truncatingIfNeeded: names.count)
    if names.isEmpty { names.reserveCapacity(16) }
    names.append(Name(label: label, site: site))
    remember(Recent(place: place, number: number, mark: mark))
    return number
  }

  /// What tells most labels of one place apart, without comparing them: made of the length and the last bytes.
  private static func mark(of label: String) -> UInt32 {
    label.utf8.withContiguousStorageIfAvailable { bytes in
      var mark = UInt32(truncatingIfNeeded: bytes.count)
      for index in max(0, bytes.count - 4)..<bytes.count { mark = mark &* 31 &+ UInt32(bytes[index]) }
      return mark
    } ?? 0
  }

  /// Keeps a name where nothing is kept yet, or else in place of one from the same place in the source, or of any.
  private mutating func remember(_ name: Recent) {
    if recent.isEmpty { recent = Array(repeating: Recent(), count: 1 << Int(Self.recentBits)) }
    var chosen = -1
    for slot in slots(of: name.place) {
      if recent[slot].number < 0 {
        chosen = slot
        break
      }
      if chosen < 0, recent[slot].place == name.place { chosen = slot }
    }
    recent[chosen < 0 ? name.place.bucket : chosen] = name
  }

  /// Where in `recent` a name from a place in the source can be, the likeliest first; nowhere as long as that is empty.
  @inline(__always)
  private func slots(of place: Place) -> Slots {
    Slots(bucket: place.bucket, left: recent.isEmpty ? 0 : Self.ways)
  }

  /// The places of `recent` in which a name can be. Not a mapped range, whose closures would be called for each.
  private struct Slots: Sequence, IteratorProtocol {
    let bucket: Int
    var left: Int

    @inline(__always)
    mutating func next() -> Int? {
      if left == 0 { return nil }
      left -= 1
      return bucket ^ (EventNames.ways - 1 - left)
    }
  }
}

extension StaticString {
  /// The address of the literal: nothing that shows may depend on it.
  @inline(__always)
  fileprivate var address: UInt {
    hasPointerRepresentation ? UInt(bitPattern: utf8Start) : UInt(unicodeScalar.value)
  }
}

extension SourceSite {
  @inline(__always)
  fileprivate var literal: UInt { fileID.address }
}
