// The check that every link, every path and every test filter in the notes leads somewhere.

import Foundation

/// Checks where the notes lead.
struct NotesLinks {
  let context: NotesContext

  /// The links, paths and test filters that lead nowhere.
  func mistakes(_ documents: [MarkdownDocument]) -> [NotesMistake] {
    let filters = TestFilters(context: context)
    return documents.flatMap { document in
      let blocks = context.inlines(of: document)
      let labels = Set(blocks.flatMap(\.definitions).map(\.label))
      var mistakes: [NotesMistake] = []
      func collect(_ line: Int, _ problem: NotesProblem?) {
        guard let problem else { return }
        mistakes.append(NotesMistake(path: document.path, line: line, problem: problem))
      }
      for block in blocks {
        for link in block.destinations { collect(link.line, self.problem(following: link.text, in: document)) }
        for reference in block.references where !labels.contains(reference.text) {
          collect(reference.line, .undefinedLabel(reference.text))
        }
        for span in block.codeSpans {
          for problem in RepositoryMention.problems(in: span.text, context) { collect(span.line, problem) }
          for problem in filters.problems(in: span.text) { collect(span.line, problem) }
        }
      }
      for fence in document.fences {
        for (index, line) in fence.body.enumerated() {
          for problem in filters.problems(in: line) { collect(fence.line + 1 + index, problem) }
        }
      }
      return mistakes
    }
  }

  /// Why a link cannot be followed; `nil` if it can, or if it leads to another site.
  private func problem(following destination: String, in document: MarkdownDocument) -> NotesProblem? {
    if destination.hasPrefix("//") || destination.isURL { return nil }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts[0].prefix { $0 != "?" })
    guard !destination.isEmpty, let path = written.removingPercentEncoding,
      let anchor = String(parts.count == 2 ? parts[1] : "").removingPercentEncoding
    else { return .malformed(destination) }

    let folder = RepositoryPath.folder(of: document.path)
    guard let target = path.isEmpty ? document.path : RepositoryPath.resolved(path, in: folder) else {
      return .outside(destination)
    }
    guard target.isEmpty || context.tree.kind(of: target) != nil else { return .dead(target) }
    guard !anchor.isEmpty else { return nil }
    guard RepositoryPath.type(of: target) == "md" else { return .anchorInSource(target) }
    do throws(NotesProblem) {
      return try context.anchors(at: target).contains(anchor) ? nil : .noHeading(anchor, in: target)
    } catch {
      return error
    }
  }
}

extension String {
  /// Whether the text begins with the scheme of a URL.
  var isURL: Bool {
    guard let colon = firstIndex(of: ":"), first?.isLetter == true else { return false }
    return self[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }
  }
}

extension NotesProblem {
  fileprivate static func undefinedLabel(_ label: String) -> NotesProblem {
    NotesProblem("the link label '\(label)' is not defined", remedy: "define it with '[\(label)]: destination'")
  }

  fileprivate static func malformed(_ destination: String) -> NotesProblem {
    NotesProblem("'\(destination)' is not a link's destination", remedy: "name a file or a heading")
  }

  fileprivate static func outside(_ destination: String) -> NotesProblem {
    NotesProblem("the link '\(destination)' leads out of the repository", remedy: "link inside of it")
  }

  fileprivate static func dead(_ target: String) -> NotesProblem {
    NotesProblem("the link leads to '\(target)', which does not exist", remedy: "correct the link")
  }

  fileprivate static func anchorInSource(_ target: String) -> NotesProblem {
    NotesProblem("an anchor in '\(target)' cannot be checked", remedy: "link to the file, or quote a region")
  }

  fileprivate static func noHeading(_ anchor: String, in target: String) -> NotesProblem {
    NotesProblem("'\(target)' has no heading '#\(anchor)'", remedy: "link to one of its headings")
  }
}
