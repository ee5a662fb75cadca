// The text of a file as a version of it is compiled: the function can be called from outside of the file.

/// The source of a file with one function in it.
struct VersionText: Sendable {
  /// The source. Each place is that of the file.
  let text: String
  private let function: FunctionSignature
  private let range: Range<Int>
  private let isUsedElsewhere: Bool

  /// The text of a file.
  ///
  /// - Parameters:
  ///   - function: The function that is compared.
  ///   - place: The place of its name.
  init(_ file: String, of function: FunctionSignature, at place: Int, in outline: SourceOutline) {
    let source = SourceText(file)
    var characters = source.characters
    // A private function is called by the program that compares; spaces keep all places.
    let heads = outline.types.filter { $0.body.contains(place) && $0.body.upperBound < characters.count }.map(\.head)
    let modifiers = source.startOfLine(place)..<place
    for range in heads.map({ source.startOfLine($0.upperBound)..<$0.upperBound }) + [modifiers] {
      for word in ["private", "fileprivate"] {
        for start in source.places(of: word, in: range) {
          for index in start..<(start + word.count) { characters[index] = " " }
        }
      }
    }
    text = String(characters)
    self.function = function
    let end = source.closing(function.range.upperBound).map { $0 + 1 } ?? function.range.upperBound
    range = function.range.lowerBound..<end
    let own = range
    isUsedElsewhere =
      outline.source.places(of: function.name).contains { use in
        !own.contains(use) && !outline.source.hasWord("func", at: max(use - 5, 0))
      } || source.places(of: function.name, in: own).count > 1
  }

  /// A rewrite that takes the place of the function, with the function beside it for what calls it.
  func keepingOriginal(in rewritten: String) -> String {
    guard isUsedElsewhere else { return rewritten }
    let source = SourceText(rewritten)
    for place in source.places(of: "func") {
      guard let found = FunctionSignature(in: source, at: place), found.name == function.name, found.isAsync,
        source.characters.indices.contains(found.range.upperBound), let end = source.closing(found.range.upperBound)
      else { continue }
      let attributes = function.modifiers.filter { $0.hasPrefix("@") }.joined(separator: " ")
      let original = "\n\(attributes)\n\(SourceText(text).text(range))\n"
      let characters = source.characters
      return String(characters[...end]) + original + String(characters[(end + 1)...])
    }
    return rewritten
  }
}
