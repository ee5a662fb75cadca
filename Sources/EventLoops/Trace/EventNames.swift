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
    /// A few bits of the label that tell most labels apart: a comparison of two texts takes a hundred instructions.
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
    let mark = Self.mark(of: label)
    if bucket < recent.count, isLabel(label, mark, of: bucket, at: place) { return recent[bucket].number }
    return find(label, mark, site, place)
  }

  /// The number of bytes of a label, and the last of them, in which the labels of a row differ.
  @inline(__always)
  private static func mark(of label: String) -> UInt32 {
    UInt32(truncatingIfNeeded: label.utf8.count) << 8 | UInt32(label.utf8.last ?? 0)
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
  private mutating func find(_ label: String, _ mark: UInt32, _ site: SourceSite?, _ place: Place) -> Int32 {
    if let slot = slots(of: place).first(where: { isLabel(label, mark, of: $0, at: place) }) {
      return recent[slot].number
    }
    return add(label, mark, site, place)
  }

  @inline(never)
  private mutating func find(_ label: StaticString, _ site: SourceSite, _ place: Place) -> Int32 {
    if let slot = slots(of: place).first(where: { recent[$0].place == place }) { return recent[slot].number }
    guard let known = literals[place] else {
      let number = add(label.description, 0, site, place)
      literals[place] = number
      return number
    }
    remember(known, 0, at: place)
    return known
  }

  private mutating func add(_ label: String, _ mark: UInt32, _ site: SourceSite?, _ place: Place) -> Int32 {
    guard names.count < limit else { return -1 }
    let number = Int32(truncatingIfNeeded: names.count)
    if names.isEmpty { names.reserveCapacity(16) }
    names.append(Name(label: label, site: site))
    remember(number, mark, at: place)
    return number
  }

  /// Keeps a name where nothing is kept yet, or else in place of one from the same place in the source, or of any.
  private mutating func remember(_ number: Int32, _ mark: UInt32, at place: Place) {
    if recent.isEmpty { recent = Array(repeating: Recent(), count: 1 << Int(Self.recentBits)) }
    let slots = slots(of: place)
    let slot =
      slots.first { recent[$0].number < 0 } ?? slots.first { recent[$0].place == place } ?? place.bucket
    recent[slot] = Recent(place: place, number: number, mark: mark)
  }

  /// Where in `recent` a name from a place in the source can be, the likeliest first; nowhere as long as that is empty.
  private func slots(of place: Place) -> some Collection<Int> {
    (0..<(recent.isEmpty ? 0 : Self.ways)).lazy.map { place.bucket ^ $0 }
  }

  @inline(__always)
  private func isLabel(_ label: String, _ mark: UInt32, of slot: Int, at place: Place) -> Bool {
    recent[slot].place == place && recent[slot].mark == mark && names[Int(recent[slot].number)].label == label
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
