// The files in which commands keep what they know between two runs.

import Foundation

/// A file of the user's state.
package enum StateFile {
  /// The path of a file: `$XDG_STATE_HOME/braid/NAME.json`, or the same in `~/.local/state`; nil without a home.
  ///
  /// As the XDG base directory specification asks, a path that is not absolute is passed over.
  package static func path(of name: String, in environment: [String: String]) -> String? {
    func absolute(_ name: String) -> String? { environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let folder = absolute("XDG_STATE_HOME") ?? absolute("HOME").map { $0 + "/.local/state" }
    return folder.map { "\($0)/braid/\(name).json" }
  }

  /// Writes a document, and the folder around it if there is none yet; an older file is replaced as a whole.
  ///
  /// - Throws: What the file system says.
  package static func write(_ document: some Encodable, to path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try OutputFile.write(Array(encoder.encode(document)), to: path)
  }
}
