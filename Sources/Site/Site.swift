// The site: all its pages and files, from the notes, the scenarios, the sources and the digests of a repository.

import Foundation
import GuideChecking
import Workbench

/// The guide as a site of static pages.
///
/// The pages refer to each other by relative addresses and to nothing else, so that they work from a file and from any host.
/// The same repository makes the same bytes.
package struct Site {
  /// What was written.
  package struct Summary: Equatable, Sendable {
    /// How many pages there are.
    package var pages = 0
    /// How many players the pages of the guide have.
    package var players = 0
    /// The paths of all files, in the order in which they were written.
    package var files: [String] = []
  }

  /// Receives a file: its path in the site, and its content.
  package typealias Sink = (_ path: String, _ content: [UInt8]) throws -> Void

  private let root: String
  private let tree: RepositoryTree
  private let editions: [SiteEdition]
  private let lab: String

  /// The site of a repository.
  ///
  /// - Parameters:
  ///   - root: The folder of the repository.
  ///   - editions: The editions to write; none for all that the repository has.
  ///   - lab: The address of a lab for the links that open a scenario there, with a slash at its end.
  /// - Throws: `SiteProblem` if there is no guide in the folder.
  package init(of root: String, editions wanted: [SiteEdition] = [], lab: String) throws(SiteProblem) {
    self.root = root
    self.lab = lab
    let tree = RepositoryTree(root: root)
    self.tree = tree
    let there = SiteEdition.allCases.filter { tree.kind(of: $0.notesFolder + "/README.md") == .file }
    if let missing = (wanted.isEmpty ? [.english] : wanted).first(where: { !there.contains($0) }) {
      throw SiteProblem(
        .notFound, "there is no guide here: '\(missing.notesFolder)/README.md' is missing",
        help: ["run it in the folder of the package, a checkout that holds README.md, notes and Scenarios"])
    }
    editions = wanted.isEmpty ? there : SiteEdition.allCases.filter(wanted.contains)
  }

  /// Makes all files.
  ///
  /// - Parameters:
  ///   - observer: Receives what is under way, in a few words.
  ///   - sink: Receives each file.
  /// - Throws: `SiteProblem` for what the site cannot be made from, or what `sink` throws.
  package func write(observer: (String) -> Void = { _ in }, to sink: @escaping Sink) throws -> Summary {
    var summary = Summary()
    var known: Set<String> = []
    func write(_ path: String, _ content: [UInt8]) throws {
      guard known.insert(path).inserted else {
        throw SiteProblem(
          .malformed, "two files of the site would be '\(path)'", help: ["rename the note or the scenario of that name"]
        )
      }
      try sink(path, content)
      summary.files.append(path)
    }
    let notes = try self.notes()
    let digests = try InterfaceDigest.all(in: tree)
    let plan = try self.plan(for: notes, digests)
    let edition = editions[0]
    var pages: [SitePage] = []
    for note in notes {
      observer(note.path)
      let counterpart = notes.first { $0.path != note.path && $0.path == NotesEdition.counterpart(of: note.path) }
      pages.append(try NotePages.page(of: note, counterpart: counterpart, in: plan))
    }
    summary.players = pages.reduce(0) { $0 + $1.shown.count }
    var made: [ShownRuns: Picture] = [:]
    let results = plan.scenarios.all.map { scenario in
      observer(scenario.path)
      return (scenario: scenario, result: ScenarioRunner.run(scenario))
    }
    for edition in editions {
      let counterpart = editions.first { $0 != edition }
      let scenarioPages = ScenarioPages(in: plan, edition: edition, counterpart: counterpart)
      let pictures = results.map { (scenario: $0.scenario, picture: Picture(of: $0.result, in: edition.texts)) }
      for (scenario, picture) in pictures {
        made[ShownRuns(scenario: scenario.name, edition: edition)] = picture
        pages.append(scenarioPages.page(of: scenario, picture))
      }
      observer(QuestionsPage.path(in: edition))
      pages.append(scenarioPages.index(of: pictures))
      pages.append(QuestionsPage.page(about: plan.scenarios.all, edition: edition, counterpart: counterpart))
    }
    pages += digests.map { InterfacePages.page(of: $0, edition: edition) }
    pages.append(InterfacePages.index(of: digests, edition: edition))
    for file in plan.sources.sorted() {
      pages.append(try SourcePages.page(of: file, edition: edition, in: tree))
    }
    let frame = PageFrame(outlines: outlines(of: notes))
    if edition != .english { pages.append(EntrancePage.page(to: edition)) }
    for page in pages { try write(page.path, Array(frame.text(of: page).utf8)) }
    summary.pages = pages.count
    for edition in editions {
      try write(SearchIndex.path(of: edition), Array(try SearchIndex.text(of: pages, in: edition).utf8))
    }
    for asset in SiteResource.assets { try write(asset.path, Array(asset.text.utf8)) }
    for path in plan.pictures.sorted() {
      let bytes = try tree.reading { () throws(NotesProblem) in try tree.bytes(of: path) }
      try write(SitePlan.place(ofPicture: path), bytes)
    }
    let shelf = SourceShelf(root: root)
    for runs in plan.runs.sorted() {
      observer(runs.dataPath)
      guard let picture = made[runs] ?? plan.scenarios.picture(of: runs) else { continue }
      let key = String(decoding: try JSONEncoder().encode(runs.key), as: UTF8.self)
      let data = try PlayerData.text(of: picture, shelf)
      try write(runs.dataPath, Array("(globalThis.braidRuns ??= {})[\(key)] = \(data);\n".utf8))
    }
    return summary
  }

  /// The notes of the editions, those of the first edition first, each edition in the order of its files.
  private func notes() throws(SiteProblem) -> [GuideNote] {
    let paths = try tree.reading { () throws(NotesProblem) in try tree.files(below: "notes", types: ["md"]) }
    var notes: [GuideNote] = []
    for edition in editions {
      let isKorean = edition == .korean
      if !isKorean, tree.kind(of: GuideNote.readme) == .file {
        notes.append(try GuideNote(at: GuideNote.readme, edition: edition, in: tree))
      }
      for path in paths where NotesEdition.isTranslation(path) == isKorean {
        notes.append(try GuideNote(at: path, edition: edition, in: tree))
      }
    }
    return notes
  }

  private func plan(for notes: [GuideNote], _ digests: [InterfaceDigest]) throws(SiteProblem) -> SitePlan {
    let pages = Dictionary(notes.map { ($0.path, $0.page) }) { first, _ in first }
    let all = try tree.reading { () throws(NotesProblem) in try tree.files(below: "notes", types: ["md"]) }
    return SitePlan(
      tree: tree, notePages: pages, absentNotes: Set(all + [GuideNote.readme]).subtracting(pages.keys),
      scenarios: try SiteScenarios(in: tree), types: InterfacePages.pages(of: digests), lab: lab)
  }

  private func outlines(of notes: [GuideNote]) -> [SiteEdition: GuideOutline] {
    var outlines: [SiteEdition: GuideOutline] = [:]
    for edition in editions {
      let own = notes.filter { $0.edition == edition }
      guard let first = own.first(where: { $0.path == edition.notesFolder + "/README.md" }) else { continue }
      let words = edition.words
      outlines[edition] = GuideOutline(
        first: first, notes: own,
        others: [
          .init(label: words.scenarios, page: ScenarioPages.indexPath(in: edition)),
          .init(label: words.questions, page: QuestionsPage.path(in: edition)),
          .init(label: words.interface, page: InterfacePages.indexPath),
        ])
    }
    return outlines
  }
}
