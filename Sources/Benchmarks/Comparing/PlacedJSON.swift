// A JSON document whose values know where they begin, so that an error can name the place.

/// A value of a JSON document.
struct PlacedJSON {
  /// What the value is.
  let content: Content
  /// The offset of its first byte.
  let offset: Int

  /// A value without its place. `true`, `false` and `null` are alike, since no file of measurements needs them.
  indirect enum Content {
    case object([String: PlacedJSON])
    case array([PlacedJSON])
    case string(String)
    case number(Double)
    case literal
  }

  /// A mistake at a place.
  struct Fault: Error {
    /// The offset of the byte.
    let offset: Int
    /// The mistake, without a full stop.
    let message: String
  }

  /// Reads a whole text.
  ///
  /// - Throws: `Fault`, at the first byte that JSON does not allow there.
  static func value(of text: String) throws(Fault) -> PlacedJSON {
    var reader = JSONReader(bytes: Array(text.utf8))
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.isAtEnd else { throw reader.fault("there is text after the end of the document") }
    return value
  }

  /// The value of a key of an object.
  func member(_ key: String) throws(Fault) -> PlacedJSON {
    guard case .object(let members) = content else { throw fault("an object is needed here") }
    guard let member = members[key] else { throw fault("the key '\(key)' is missing in this object") }
    return member
  }

  /// The value of a key that may be missing.
  func optionalMember(_ key: String) -> PlacedJSON? {
    if case .object(let members) = content { members[key] } else { nil }
  }

  /// The elements of a list.
  func elements() throws(Fault) -> [PlacedJSON] {
    guard case .array(let elements) = content else { throw fault("a list is needed here") }
    return elements
  }

  /// The text of a string.
  func text() throws(Fault) -> String {
    guard case .string(let text) = content else { throw fault("a string is needed here") }
    return text
  }

  /// A number above zero.
  func positiveNumber() throws(Fault) -> Double {
    guard case .number(let number) = content, number > 0, number.isFinite else {
      throw fault("a number above 0 is needed here")
    }
    return number
  }

  /// A mistake at this value.
  func fault(_ message: String) -> Fault { Fault(offset: offset, message: message) }
}
