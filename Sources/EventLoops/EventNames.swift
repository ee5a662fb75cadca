// What events are called and where they were created, each pair kept once and told by a number.

/// The labels and creation sites of a run's events.
///
/// Most events are called what an event before them was called, at the same place. A pair that was used lately is found
/// by a comparison of a few words; one that is not found is kept once more, which costs memory and nothing else.
struct EventNames: Sendable {
  struct Name: Sendable {
    var label: String
    var site: SourceSite?
  }

  private var names: [Name] = []
  /// The names that were used last, by a few bits of their place; -1 for none.
  private var recent: [Int32] = []

  private static let recentBits: UInt64 = 6

  subscript(number: Int32) -> Name { names[Int(number)] }

  /// The number of a name.
  ///
  /// - Complexity: O(1), and the length of the label where that was built anew.
  mutating func number(of label: String, at site: SourceSite?) -> Int32 {
    let bucket = Self.bucket(for: site)
    if recent.isEmpty { recent = Array(repeating: -1, count: 1 << Int(Self.recentBits)) }
    let known = recent[bucket]
    if known >= 0, isName(Int(known), label, site) { return known }
    names.append(Name(label: label, site: site))
    recent[bucket] = Int32(truncatingIfNeeded: names.count - 1)
    return recent[bucket]
  }

  private func isName(_ number: Int, _ label: String, _ site: SourceSite?) -> Bool {
    guard names[number].label == label else { return false }
    switch (names[number].site, site) {
    case (nil, nil): return true
    case (let one?, let other?): return one.isSameLiteral(as: other)
    default: return false
    }
  }

  private static func bucket(for site: SourceSite?) -> Int {
    guard let site else { return 0 }
    let place = UInt64(site.literal) ^ UInt64(site.line) << 40
    return Int(truncatingIfNeeded: (place &* 0x9E37_79B9_7F4A_7C15) >> (64 - recentBits))
  }
}
