// The values that the comparing program needs and that cannot be made: each is to be written once.

/// The holes of a program, gathered while its text is made.
struct HarnessHoles {
  private var types: [String] = []

  /// A text in which each hole for a value is a call of a function that returns it. Holes for types stay.
  mutating func declaring(in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let hole = rest.firstMatch(of: /<#(?!type: )([^#]*)#>/) {
      let type = String(hole.output.1)
      let index = types.firstIndex(of: type) ?? types.endIndex
      if index == types.endIndex { types.append(type) }
      result += rest[..<hole.range.lowerBound] + "written\(index + 1)()"
      rest = rest[hole.range.upperBound...]
    }
    return result + rest
  }

  /// The functions, one a hole, each on a line.
  var declarations: String {
    types.enumerated().map { "func written\($0 + 1)() -> \($1) { <#\($1)#> }\n" }.joined()
  }

  /// A program that compiles in spite of its holes for values.
  static func filled(_ program: String) -> String { program.replacing(/<#[^#]*#>/, with: "fatalError()") }
}
