// What events are called and where they were created, each pair told by a number.

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
    var place = Place()
    var number: Int32 = -1
  }

  private var names: [Name] = []
  private var recent: [Recent] = []
  private var literals: [Place: Int32] = [:]

  private static let recentBits: UInt64 = 6

  package init() {}

  package subscript(number: Int32) -> Name {
    number < 0 ? Name(label: "", site: nil) : names[Int(number)]
  }

  /// The number of a name.
  ///
  /// - Complexity: O(1), and the length of the label where that was built anew.
  @inline(__always)
  mutating func number(of label: String, at site: SourceSite?) -> Int32 {
    let place = site.map { Place(file: $0.literal, line: $0.line) } ?? Place()
    let bucket = place.bucket
    if !recent.isEmpty, recent[bucket].number >= 0, recent[bucket].place == place,
      names[Int(recent[bucket].number)].label == label
    {
      return recent[bucket].number
    }
    return add(label, site, place)
  }

  /// The number of a name whose label is a literal.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  package mutating func number(of label: StaticString, at site: SourceSite) -> Int32 {
    let place = Place(file: site.literal, line: site.line, label: label.address)
    let bucket = place.bucket
    if !recent.isEmpty, recent[bucket].number >= 0, recent[bucket].place == place { return recent[bucket].number }
    return add(label, site, place)
  }

  @inline(never)
  private mutating func add(_ label: StaticString, _ site: SourceSite, _ place: Place) -> Int32 {
    guard let known = literals[place] else {
      let number = add(label.description, site, place)
      literals[place] = number
      return number
    }
    recent[place.bucket] = Recent(place: place, number: known)
    return known
  }

  @inline(never)
  private mutating func add(_ label: String, _ site: SourceSite?, _ place: Place) -> Int32 {
    if recent.isEmpty { recent = Array(repeating: Recent(), count: 1 << Int(Self.recentBits)) }
    let number = Int32(truncatingIfNeeded: names.count)
    names.append(Name(label: label, site: site))
    recent[place.bucket] = Recent(place: place, number: number)
    return number
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
