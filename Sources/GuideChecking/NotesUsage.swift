// The other direction: is everything that was made to be shown, shown?

import Workbench

/// Checks that regions are quoted and scenarios are mentioned.
struct NotesUsage {
  let context: NotesContext
  let documents: [MarkdownDocument]

  /// Regions in `Sources` and `Tests` that no fence quotes, and marks that do not fit together.
  func regionMistakes() -> [NotesMistake] {
    let quoted = documents.flatMap(\.fences).compactMap(FencePromise.reference)
    return mistakes(below: ["Sources", "Tests"], types: SourceFile.markedTypes) { path throws(NotesProblem) in
      let source = try context.source(at: path)
      let unused = source.regions.filter { region in
        !quoted.contains { $0.path == path && $0.region == region.name }
      }
      return source.problems.map { NotesMistake(path: path, line: $0.line, message: $0.message, remedy: $0.remedy) }
        + unused.map { NotesMistake(path: path, line: $0.line, problem: .unusedRegion($0.name)) }
    }
  }

  /// Scenarios that no note mentions.
  func scenarioMistakes() -> [NotesMistake] {
    let words = Set(documents.flatMap { $0.lines.flatMap(Self.words(in:)) })
    return mistakes(below: ["Scenarios"], types: ["scenario"]) { path throws(NotesProblem) in
      let name = String(RepositoryPath.name(of: path).dropLast(".scenario".count))
      return words.contains(Substring(name)) ? [] : [NotesMistake(path: path, problem: .unmentioned(name))]
    }
  }

  private func mistakes(
    below folders: [String], types: [String],
    in file: (String) throws(NotesProblem) -> [NotesMistake]
  ) -> [NotesMistake] {
    folders.flatMap { folder -> [NotesMistake] in
      do throws(NotesProblem) {
        var mistakes: [NotesMistake] = []
        for path in try context.tree.files(below: folder, types: types) {
          do throws(NotesProblem) {
            mistakes += try file(path)
          } catch {
            mistakes.append(NotesMistake(path: path, problem: error))
          }
        }
        return mistakes
      } catch {
        return [NotesMistake(path: folder, problem: error)]
      }
    }
  }

  /// The words of a line as names are made of them: of letters, digits, hyphens and underscores.
  private static func words(in line: String) -> [Substring] {
    if line.utf8.allSatisfy({ $0 < 0x80 }) {
      // As below, without a look at the properties of characters.
      return line.utf8.split { !isNameByte($0) }.map { Substring($0) }
    }
    return line.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch UnicodeScalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
    default: false
    }
  }
}

extension NotesProblem {
  fileprivate static func unusedRegion(_ name: String) -> NotesProblem {
    NotesProblem("no note quotes the region '\(name)'", remedy: "quote it, or remove its marks")
  }

  fileprivate static func unmentioned(_ name: String) -> NotesProblem {
    NotesProblem("no note mentions the scenario '\(name)'", remedy: "mention it where it teaches something")
  }
}
