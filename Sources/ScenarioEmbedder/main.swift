// Writes files into a Swift file, as a table of paths and texts.
//
// usage: ScenarioEmbedder <output> <name of the table> <folder> <path of a file in the folder>...

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

/// A path without the ending of its file.
func stem(_ path: String) -> Substring { path.lastIndex(of: ".").map { path[..<$0] } ?? path[...] }

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 3 else { fatalError("usage: ScenarioEmbedder <output> <name> <folder> <path>...") }
let (output, name, folder) = (arguments[0], arguments[1], arguments[2])
let paths = arguments.dropFirst(3).sorted { stem($0).lexicographicallyPrecedes(stem($1)) }
let entries = try paths.map { path in
  "  (\(literal(path)), \(literal(try String(contentsOfFile: folder + "/" + path, encoding: .utf8)))),\n"
}
let text = "// Made by ScenarioEmbedder.\n\nlet \(name): [(path: String, text: String)] = [\n\(entries.joined())]\n"
try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
