// The characters of names.

extension Character {
  /// Whether it may be in a name.
  var isPartOfName: Bool { isLetter || isNumber || self == "_" }

  /// Whether it may be in a name with the types around it: `Loader.Options`.
  var isPartOfPath: Bool { isPartOfName || self == "." }
}
