// The files below the repository's root: bounded reading and sorted listing that never leave the root.

import Foundation
import Workbench

/// The folder tree that contains the notes and the files that they mention.
package struct RepositoryTree {
  /// The kind of file at a path.
  package enum Kind: Equatable {
    case file
    case folder
  }

  /// The root, with symbolic links resolved.
  private let root: String
  private let rules: NotesRules

  /// The tree below a folder.
  ///
  /// - Parameters:
  ///   - root: The folder.
  ///   - rules: How much of it is read.
  package init(root: String, rules: NotesRules = NotesRules()) {
    self.root = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
    self.rules = rules
  }

  /// The kind of the file at `path`; nil if there is none, or if a symbolic link leads out of the root.
  package func kind(of path: String) -> Kind? {
    guard let place = place(of: path) else { return nil }
    switch attributes(at: place)?[.type] as? FileAttributeType {
    case .typeDirectory?: return .folder
    case .typeRegular?: return .file
    default: return nil
    }
  }

  /// The text of the file at `path`.
  package func text(of path: String) throws(NotesProblem) -> String {
    guard let text = String(validating: try bytes(of: path), as: UTF8.self) else {
      throw NotesProblem("'\(path)' is not UTF-8 text", remedy: "save it as UTF-8")
    }
    return text
  }

  /// The bytes of the file at `path`.
  package func bytes(of path: String) throws(NotesProblem) -> [UInt8] {
    guard let place = place(of: path), kind(of: path) == .file else {
      throw NotesProblem("there is no file '\(path)'", remedy: "correct the path; it counts from the root")
    }
    let size = (attributes(at: place)?[.size] as? NSNumber)?.intValue ?? 0
    guard size <= rules.largestFile else {
      throw NotesProblem(
        "'\(path)' has \(size) bytes; at most \(rules.largestFile) are read", remedy: "split the file")
    }
    guard let data = FileManager.default.contents(atPath: place) else {
      throw NotesProblem("'\(path)' cannot be read", remedy: "allow it to be read")
    }
    return Array(data)
  }

  /// Puts `text` in the place of the file at `path`, at once or not at all.
  func replace(_ path: String, with text: String) throws(NotesProblem) {
    guard let place = place(of: path) else {
      throw NotesProblem("'\(path)' leads out of the root", remedy: "correct the path")
    }
    do throws(OutputFile.Refusal) {
      try OutputFile.write(Array(text.utf8), to: place)
    } catch {
      throw NotesProblem("'\(path)' cannot be written: \(error)", remedy: "allow it to be written")
    }
  }

  /// The files of the given types anywhere below `folder`, sorted; hidden files and folders are passed over.
  ///
  /// A symbolic link is never followed: one that has a wanted type is a problem, as it would go unchecked.
  package func files(below folder: String, types: [String]) throws(NotesProblem) -> [String] {
    var files: [String] = []
    var listed = 0
    var waiting = kind(of: folder) == .folder ? [folder] : []
    while let next = waiting.popLast() {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: root + "/" + next) else {
        throw NotesProblem("the folder '\(next)' cannot be listed", remedy: "allow it to be read")
      }
      for name in names.sorted() where !name.hasPrefix(".") {
        listed += 1
        guard listed <= rules.mostFiles else {
          throw NotesProblem(
            "'\(folder)' holds more than \(rules.mostFiles) files", remedy: "keep generated files elsewhere")
        }
        let path = next + "/" + name
        let isWanted = types.contains(RepositoryPath.type(of: name))
        switch attributes(at: root + "/" + path)?[.type] as? FileAttributeType {
        case .typeDirectory?: waiting.append(path)
        case .typeRegular? where isWanted: files.append(path)
        case .typeSymbolicLink? where isWanted:
          throw NotesProblem("'\(path)' is a symbolic link", remedy: "put the file itself there")
        default: continue
        }
      }
    }
    return files.sorted()
  }

  /// The absolute place of `path` with symbolic links resolved; `nil` if it is not below the root.
  private func place(of path: String) -> String? {
    let place = URL(fileURLWithPath: root + "/" + path).resolvingSymlinksInPath().path
    return place == root || place.hasPrefix(root + "/") ? place : nil
  }

  private func attributes(at place: String) -> [FileAttributeKey: Any]? {
    try? FileManager.default.attributesOfItem(atPath: place)
  }
}
