// The values and types that the comparing program needs and that cannot be made: each is to be written once.

/// The holes of a program, gathered while its text is made.
struct HarnessHoles {
  /// The types of the values.
  private var values: [String] = []
  /// What the missing types conform to.
  private var constraints: [String] = []

  private static let prefix = "WrittenType"

  /// The name of a type that is to be written, because none is declared that conforms to a protocol.
  static func type(for constraint: String) -> String { prefix + constraint.replacing(".", with: "_") }

  /// A text in which each hole for a value is a call of a function that returns it.
  mutating func declaring(in text: String) -> String {
    for name in text.matches(of: /\bWrittenType(\w+)/).map({ String($0.output.1) }) where !constraints.contains(name) {
      constraints.append(name)
    }
    var result = ""
    var rest = text[...]
    while let hole = rest.firstMatch(of: /<#([^#]*)#>/) {
      let type = String(hole.output.1)
      let index = values.firstIndex(of: type) ?? values.endIndex
      if index == values.endIndex { values.append(type) }
      result += rest[..<hole.range.lowerBound] + "written\(index + 1)()"
      rest = rest[hole.range.upperBound...]
    }
    return result + rest
  }

  /// The declarations of what is to be written, each on a line.
  var declarations: String {
    let types = constraints.map { name in
      let words = name == "AnyObject" ? "a class" : "a type that conforms to \(name.replacing("_", with: "."))"
      return "typealias \(Self.prefix)\(name) = <#\(words)#>\n"
    }
    return (types + values.enumerated().map { "func written\($0 + 1)() -> \($1) { <#\($1)#> }\n" }).joined()
  }

  /// A program that compiles in spite of its holes for values.
  static func filled(_ program: String) -> String { program.replacing(/<#[^#]*#>/, with: "fatalError()") }
}
