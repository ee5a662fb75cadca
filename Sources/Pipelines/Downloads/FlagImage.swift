// A small picture for a country code: a valid GIF, the same for the same code.

import EventLoops

/// Draws made-up flags: three stripes, of colours that follow from the code.
package enum FlagImage {
  private static let width = 60
  private static let height = 40

  /// The flag of a code as a GIF (version 89a) of 60 by 40 pixels.
  package static func gif(for code: String) -> [UInt8] {
    var colours = SeededGenerator(seed: code.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) })
    var bytes = Array("GIF89a".utf8)
    bytes += word(width) + word(height)
    // A palette of four colours, eight bits a channel; the first one is the background.
    bytes += [0b1111_0001, 0, 0]
    for _ in 0..<12 { bytes.append(UInt8(truncatingIfNeeded: colours.next(below: 256))) }
    bytes += [0x2C] + word(0) + word(0) + word(width) + word(height) + [0]
    let isUpright = colours.next(below: 2) == 0
    let pixels = (0..<height).flatMap { y in
      (0..<width).map { x in UInt8(isUpright ? x * 3 / width : y * 3 / height) + 1 }
    }
    bytes.append(2)
    let packed = packed(pixels)
    var rest = packed[...]
    while !rest.isEmpty {
      let block = rest.prefix(255)
      bytes.append(UInt8(block.count))
      bytes += block
      rest = rest.dropFirst(255)
    }
    return bytes + [0, 0x3B]
  }

  private static func word(_ number: Int) -> [UInt8] {
    [UInt8(number & 0xFF), UInt8(number >> 8)]
  }

  /// The pixels as the format's variable-length codes, three bits each: the table is cleared before it can grow to four.
  private static func packed(_ pixels: [UInt8]) -> [UInt8] {
    let (clear, end) = (UInt32(4), UInt32(5))
    var bytes: [UInt8] = []
    var (bits, count) = (UInt32(0), UInt32(0))
    func put(_ code: UInt32) {
      bits |= code << count
      count += 3
      while count >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        count -= 8
      }
    }
    for (index, pixel) in pixels.enumerated() {
      if index % 2 == 0 { put(clear) }
      put(UInt32(pixel))
    }
    put(end)
    if count > 0 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
    return bytes
  }
}
