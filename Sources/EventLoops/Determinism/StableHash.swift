// A hash that is the same in every process, unlike `Hasher`.

/// FNV-1a (Fowler, Noll and Vo), over the bytes of texts and over whole words.
package struct StableHash: Sendable {
  /// The hash of all that was added.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  /// The hash with every bit made to depend on all others, to be cut short.
  package var mixed: UInt64 { ScheduleRecord.name(value, 0) }

  /// The hash of one text.
  package static func of(_ text: String) -> UInt64 {
    var hash = StableHash()
    for byte in text.utf8 { hash.add(UInt64(byte)) }
    return hash.value
  }

  /// Adds a word.
  @inline(__always)
  package mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x100_0000_01B3
  }

  /// Adds a text, so that the next one is not taken for its rest.
  package mutating func add(_ text: String) {
    for byte in text.utf8 { add(UInt64(byte)) }
    add(0xFF)
  }
}
