// The folder of the translated edition of the notes, and the original of each translation.

import Workbench

/// The translated edition: the same chapters under the same names, one folder further down.
package enum NotesEdition {
  /// The folder of the originals.
  static let originals = "notes"
  /// The folder of the translations.
  static let translations = "notes/ko"
  /// The file that names the chapters that still wait for their translation, one on each line.
  static let waitingList = "notes/ko/waiting.txt"

  /// Whether the file at `path` is a translation.
  package static func isTranslation(_ path: String) -> Bool {
    path.hasPrefix(translations + "/")
  }

  /// The same place in the other edition: `notes/a.md` and `notes/ko/a.md` change places; all else is shared.
  package static func counterpart(of path: String) -> String {
    guard RepositoryPath.type(of: path) == "md" else { return path }
    if isTranslation(path) { return originals + path.dropFirst(translations.count) }
    if path.hasPrefix(originals + "/") { return translations + path.dropFirst(originals.count) }
    return path
  }

  /// The names in the waiting list with their lines; blank lines and those that begin with `#` are passed over.
  static func waiting(in tree: RepositoryTree) throws(NotesProblem) -> [(name: String, line: Int)] {
    try names(in: waitingList, of: tree)
  }

  /// As `waiting`, of any list; none if there is no such file.
  static func names(in list: String, of tree: RepositoryTree) throws(NotesProblem) -> [(name: String, line: Int)] {
    guard tree.kind(of: list) != nil else { return [] }
    return TextLines.of(try tree.text(of: list)).enumerated().compactMap { index, line in
      let name = line.trimmed
      return name.isEmpty || name.hasPrefix("#") ? nil : (name, index + 1)
    }
  }
}
