// Text that a lexer puts together, scalar by scalar.

/// Collects scalars as UTF-8.
struct LexedText {
  private var bytes: [UInt8] = []

  var isEmpty: Bool { bytes.isEmpty }
  var endsInBlank: Bool { bytes.last == UInt8(ascii: " ") }
  /// How many bytes there are: no fewer than characters.
  var byteCount: Int { bytes.count }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes.append(contentsOf: String(scalar).utf8)
    }
  }

  mutating func append(contentsOf scalars: ArraySlice<Unicode.Scalar>) {
    bytes.reserveCapacity(bytes.count + scalars.count)
    for scalar in scalars { append(scalar) }
  }

  /// Takes the last byte away, which must be a blank.
  mutating func removeBlank() {
    bytes.removeLast()
  }
}
