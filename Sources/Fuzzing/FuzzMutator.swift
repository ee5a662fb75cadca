// Damages input, by a seed.

import EventLoops

/// Makes damaged input from good input.
struct FuzzMutator {
  /// No input is longer, in bytes.
  static let longest = 16_384

  private var random: SeededGenerator
  private let pieces: [[UInt8]]

  init(seed: UInt64, pieces: [[UInt8]]) {
    random = SeededGenerator(seed: seed)
    self.pieces = pieces
  }

  /// A number below `bound`.
  mutating func number(below bound: Int) -> Int { random.next(below: bound) }

  /// The next damaged input: one to eight changes to `input`, one of which may put in a part of `other`.
  mutating func mutant(of input: [UInt8], beside other: [UInt8]) -> [UInt8] {
    var bytes = input
    for _ in 0..<1 << random.next(below: 4) { change(&bytes, beside: other) }
    return Array(bytes.prefix(Self.longest))
  }

  private mutating func change(_ bytes: inout [UInt8], beside other: [UInt8]) {
    let place = random.next(below: bytes.count + 1)
    switch random.next(below: 9) {
    case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.next(below: 8))
    case 1 where place < bytes.count: bytes[place] = UInt8(random.next(below: 256))
    case 2: bytes.removeSubrange(part(of: bytes, from: place))
    case 3: bytes.insert(contentsOf: Array(bytes[part(of: bytes, from: place)]), at: place)
    case 4:
      bytes.insert(contentsOf: Array(other[part(of: other, from: random.next(below: other.count + 1))]), at: place)
    case 5: bytes.replaceSubrange(part(of: bytes, from: place), with: piece())
    case 6:
      let piece = piece()
      for _ in 0..<1 << random.next(below: 9) where bytes.count < Self.longest {
        bytes.insert(contentsOf: piece, at: place)
      }
    case 7 where random.next(below: 8) == 0: bytes.removeSubrange(place...)
    default: bytes.insert(contentsOf: piece(), at: place)
    }
  }

  private mutating func piece() -> [UInt8] { pieces[random.next(below: pieces.count)] }

  /// A part that begins at a place: short as a rule, and as long as can be at times.
  private mutating func part(of bytes: [UInt8], from place: Int) -> Range<Int> {
    place..<min(bytes.count, place + random.next(below: 1 << (1 + random.next(below: 9))))
  }
}
