// Writes scenario files into a Swift file, as a table of paths and texts.
//
// usage: ScenarioEmbedder <output> <folder> <path of a scenario in the folder>...

import Foundation

/// A Swift string literal on one line.
func literal(_ text: String) -> String {
  let escaped = text.unicodeScalars.map { scalar in
    switch scalar {
    case "\\", "\"": "\\\(scalar)"
    case "\n": "\\n"
    case _ where scalar.value < 0x20 || scalar.value >= 0x7F: "\\u{\(String(scalar.value, radix: 16))}"
    default: "\(scalar)"
    }
  }
  return "\"" + escaped.joined() + "\""
}

let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first, let folder = arguments.dropFirst().first else {
  fatalError("usage: ScenarioEmbedder <output> <folder> <path>...")
}
let ending = ".scenario"
let paths = arguments.dropFirst(2).sorted {
  $0.dropLast(ending.count).lexicographicallyPrecedes($1.dropLast(ending.count))
}
let entries = try paths.map { path in
  "  (\(literal(path)), \(literal(try String(contentsOfFile: folder + "/" + path, encoding: .utf8)))),\n"
}
let text =
  "// Made by ScenarioEmbedder.\n\nlet embeddedScenarioTexts: [(path: String, text: String)] = [\n\(entries.joined())]\n"
try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
