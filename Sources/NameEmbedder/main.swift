// Writes the index of the names of all characters into a Swift file, as a table that needs no building.
//
// usage: NameEmbedder <output>

import CharacterNames
import Foundation

let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first, arguments.count == 1 else { fatalError("usage: NameEmbedder <output>") }
let table = NameIndex(of: (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)).table

/// A declaration of a text of ASCII.
func declaration(_ name: String, _ text: String) -> String {
  let escaped = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  return "let \(name) = \"\(escaped)\"\n"
}

let text =
  "// Made by NameEmbedder.\n\n" + declaration("tableOfNameWords", table.words)
  + declaration("tableOfNameRanges", table.ranges)
try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
