// What the site has: which file becomes which page, and what the pages written so far refer to.

import Comparison
import GuideChecking
import Workbench

/// The places of all pages. Pages of sources, pictures and runs are added as other pages refer to them.
final class SitePlan {
  let tree: RepositoryTree
  /// The pages of the notes by the paths of the notes.
  let notePages: [String: String]
  /// The notes that exist, but are not part of the site.
  let absentNotes: Set<String>
  /// The scenarios by name.
  let scenarios: SiteScenarios
  /// The pages of the public types by their names, which are their anchors.
  let types: [String: String]
  /// The address of a lab, with a slash at its end.
  let lab: String
  /// The sources that have a page, by path.
  private(set) var sources: Set<String> = []
  /// The pictures that are copied, by path.
  private(set) var pictures: Set<String> = []
  /// The runs that are shown.
  private(set) var runs: Set<ShownRuns> = []

  init(
    tree: RepositoryTree, notePages: [String: String], absentNotes: Set<String>, scenarios: SiteScenarios,
    types: [String: String], lab: String
  ) {
    self.tree = tree
    self.notePages = notePages
    self.absentNotes = absentNotes
    self.scenarios = scenarios
    self.types = types
    self.lab = lab
  }

  /// Where a link of a note leads.
  ///
  /// - Parameters:
  ///   - destination: The destination as written.
  ///   - note: The path of the note in the repository.
  ///   - page: The path of the page that has the link.
  func link(_ destination: String, in note: String, on page: String) throws(SiteProblem) -> SiteLink {
    if SiteLink.isForeign(destination) { return .foreign(destination) }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count == 2 ? parts[1].withoutPercentEscapes : nil
    guard let first = parts.first, !first.isEmpty else {
      return .page(SitePath.address(of: page, from: page, anchor: anchor ?? ""))
    }
    let edition = NotesEdition.isTranslation(note) ? SiteEdition.korean : .english
    guard let path = RepositoryPath.resolved(first.withoutPercentEscapes, in: RepositoryPath.folder(of: note)),
      let target = target(of: path, in: edition)
    else {
      throw SiteProblem(
        .malformed, "the link '\(destination)' leads nowhere", at: note, help: ["'braid notes' checks all links"])
    }
    return target.isEmpty ? .absent : .page(SitePath.address(of: target, from: page, anchor: anchor))
  }

  /// The page of a path in the repository: "" if its edition is absent, nil if there is no such file.
  private func target(of path: String, in edition: SiteEdition) -> String? {
    if let page = notePages[path] { return page }
    if absentNotes.contains(path) { return "" }
    if let name = scenarios.name(of: path) { return ScenarioPages.path(of: name, in: edition) }
    guard tree.kind(of: path) == .file else { return nil }
    if Self.pictureTypes.contains(RepositoryPath.type(of: path)) { return picture(path) }
    return source(path)
  }

  private static let pictureTypes = ["svg", "png", "jpg", "gif"]

  /// The place of a picture, which is copied.
  func picture(_ path: String) -> String {
    pictures.insert(path)
    return Self.place(ofPicture: path)
  }

  /// Where a picture is copied to.
  static func place(ofPicture path: String) -> String { "pictures/" + path }

  /// The page of a source, which is made.
  func source(_ path: String) -> String {
    sources.insert(path)
    return SourcePages.path(of: path)
  }

  /// Adds runs that a page shows, of which a file is made.
  func show(_ shown: ShownRuns) { runs.insert(shown) }
}

extension StringProtocol {
  /// The text with each `%41` replaced by its byte.
  fileprivate var withoutPercentEscapes: String {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
