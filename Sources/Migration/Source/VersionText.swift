// The text of a file as a version of it is compiled: the function can be called from outside of the file.

/// The source of a file with one function in it.
struct VersionText: Sendable {
  /// The source. Each place is that of the file.
  let text: String
  private let function: FunctionSignature
  /// The type that has the function, with the types around it.
  private let owner: String?
  /// The function with its attributes and its body.
  private let original: String
  private let isUsedElsewhere: Bool

  /// The text of a file.
  ///
  /// - Parameters:
  ///   - function: The function that is compared.
  ///   - place: The place of its name.
  ///   - outline: The types of the file, and of those that come after it.
  init(_ source: SourceText, of function: FunctionSignature, at place: Int, in outline: SourceOutline) {
    owner = outline.type(around: place)?.path
    self.function = function
    text = Self.accessible(source, function.name, of: owner, in: outline)
    let own = function.extent(in: source)
    original = String(source.characters[own])
    isUsedElsewhere =
      outline.source.places(of: function.name).contains { use in
        !own.contains(use) && !outline.source.hasWord("func", at: max(use - 5, 0))
      } || source.places(of: function.name, in: own).count > 1
  }

  /// A rewrite of the file as it is compiled.
  func version(of rewritten: String) -> String {
    let source = SourceText(rewritten)
    return Self.accessible(source, function.name, of: owner, in: SourceOutline(source))
  }

  /// A source without the words that hide a function. The program that compares calls it; spaces keep all places.
  private static func accessible(
    _ source: SourceText, _ name: String, of owner: String?, in outline: SourceOutline
  ) -> String {
    var characters = source.characters
    for place in source.places(of: "func") {
      guard FunctionSignature(in: source, at: place)?.name == name, outline.type(around: place)?.path == owner else {
        continue
      }
      let types = outline.types.filter { $0.body.contains(place) && $0.body.upperBound < characters.count }
      for end in types.map(\.head.upperBound) + [place] {
        for word in ["private", "fileprivate"] {
          for start in source.places(of: word, in: source.startOfLine(end)..<end) {
            for index in start..<(start + word.count) { characters[index] = " " }
          }
        }
      }
    }
    return String(characters)
  }

  /// A rewrite that takes the place of the function, with the function behind it for what still calls it.
  func keepingOriginal(in rewritten: String) -> String {
    guard isUsedElsewhere else { return rewritten }
    let source = SourceText(rewritten)
    for place in source.places(of: "func") {
      guard let found = FunctionSignature(in: source, at: place), found.name == function.name, found.isAsync else {
        continue
      }
      let end = found.extent(in: source).upperBound
      let glue = String(repeating: rewritten.lineEnd, count: 2)
      return String(source.characters[..<end]) + glue + original + String(source.characters[end...])
    }
    return rewritten
  }
}
