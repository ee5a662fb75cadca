// A piece of the repository named as `path` or `path#region`.

import Workbench

/// A file or one of its regions.
struct SourceReference: CustomStringConvertible {
  /// The file, relative to the root.
  let path: String
  /// The region; `nil` means the whole file.
  let region: String?

  init(_ text: String) {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    region = parts.count == 2 ? String(parts[1]) : nil
  }

  /// The reference as it is written.
  var description: String { region.map { "\(path)#\($0)" } ?? path }

  /// The lines that it names.
  func lines(in context: NotesContext) throws(NotesProblem) -> [String] {
    guard !path.isEmpty, RepositoryPath.resolved(path) == path else {
      throw NotesProblem(
        "'\(path)' is not a path from the root", remedy: "write it without '.', '..' and doubled '/'")
    }
    guard RepositoryPath.type(of: path) != "md" else {
      throw NotesProblem("'\(path)' is itself a note", remedy: "quote what that note quotes")
    }
    let source = try context.source(at: path)
    guard let region else { return source.lines }
    let matches = source.regions.filter { $0.name == region }
    guard let only = matches.first else {
      let known = source.regions.map(\.name).joined(separator: ", ")
      throw NotesProblem(
        "'\(path)' has no region '\(region)'",
        remedy: known.isEmpty ? "mark it there with 'region \(region)'" : "name one that is there: \(known)")
    }
    guard matches.count == 1 else {
      throw NotesProblem(
        "'\(path)' has \(matches.count) regions '\(region)'", remedy: "give each region its own name")
    }
    return only.body
  }
}
