// The file of a function with the bridge in it: what is there stays as it is.

extension BridgeWriter {
  /// What a file with a bridge declares, unless another file of the module does.
  static let names: Set<String> = ["FirstAnswer", "NoReply", "Refused"]

  /// The text of a file with the bridge behind the function, and with what the bridge uses, where the module has not got that.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - isMember: Whether the function is in a type.
  ///   - outline: The types of the module.
  func adding(to source: SourceText, isMember: Bool, in outline: SourceOutline) -> String {
    let characters = source.characters
    let text = String(characters)
    let start = characters[call.function.range.lowerBound...].firstIndex { !$0.isWhitespace } ?? 0
    let margin = String(characters[source.startOfLine(start)...].prefix { $0 == " " || $0 == "\t" })
    let lines = self.text(isMember: isMember).split(separator: "\n", omittingEmptySubsequences: false)
    let bridge = "\n\n" + lines.map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
    let end = call.function.extent(in: source).upperBound
    var further = outline.declaration(of: "FirstAnswer") == nil ? Self.support : ""
    if call.needsErrors, outline.declaration(of: "NoReply") == nil { further += CompletionShape.errors }
    if characters.last?.isNewline == false, !further.isEmpty {
      // The last line has no end, and gets none.
      further = "\n" + further.dropLast()
    }
    let place = further.firstRange(of: "Mutex") == nil ? nil : Self.placeOfImport(in: source)
    let (head, rest) = place.map { (characters[..<$0], characters[$0..<end]) } ?? ([], characters[..<end])
    let added = (place == nil ? "" : "import Synchronization\n", bridge, further)
    let lineEnd = text.lineEnd
    return String(head) + added.0.endingLines(by: lineEnd) + String(rest) + added.1.endingLines(by: lineEnd)
      + String(characters[end...]) + added.2.endingLines(by: lineEnd)
  }

  /// Where a file imports a further module: before its first import, or else before what it begins with and the comment
  /// above that; nil if it imports the module.
  private static func placeOfImport(in source: SourceText) -> Int? {
    for place in source.places(of: "import") {
      let end = source.characters[place...].firstIndex { $0.isNewline || $0 == ";" } ?? source.characters.count
      if source.text((place + 6)..<end) == "Synchronization" { return nil }
    }
    guard
      let code = source.characters.indices.first(where: { source.isCode[$0] && !source.characters[$0].isWhitespace })
    else { return source.characters.count }
    var line = source.line(of: code)
    let first = source.text(source.startOfLine(code)..<(source.start(ofLine: line + 1) ?? source.characters.count))
    if first.hasPrefix("#") || first.split(separator: " ").contains("import") { return source.startOfLine(code) }
    while let above = source.start(ofLine: line - 1),
      source.characters[above...].first(where: { $0.isNewline || !$0.isWhitespace })?.isNewline == false
    {
      line -= 1
    }
    return source.start(ofLine: line)
  }
}
