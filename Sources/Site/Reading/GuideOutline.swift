// The order of the guide: the groups of pages that its own first page lists.

import GuideChecking

/// The pages of an edition in their order.
struct GuideOutline {
  /// A page in the list of contents.
  struct Entry: Equatable {
    /// The number of the chapter, if it is one.
    var number: Int?
    /// The words of the link.
    let label: String
    /// The page.
    let page: String
  }

  /// Pages under one heading.
  struct Group: Equatable {
    let title: String
    var entries: [Entry]
  }

  /// The groups in order.
  private(set) var groups: [Group] = []

  /// The pages in the order in which they are read.
  var order: [Entry] { groups.flatMap(\.entries) }

  /// Reads the order.
  ///
  /// A section of the first page lists pages if the rows of its table or the items of its list lead to notes; each row
  /// counts for its first link. The notes that no section lists are a last group.
  ///
  /// - Parameters:
  ///   - first: The guide's own page.
  ///   - notes: All notes of the edition.
  ///   - others: More pages of the last group.
  init(first: GuideNote, notes: [GuideNote], others: [Entry]) {
    let pages = Dictionary(notes.map { ($0.path, $0.page) }) { first, _ in first }
    let folder = RepositoryPath.folder(of: first.path)
    var known: Set<String> = [first.page]
    var mentioned: [String] = []
    func entry(_ number: Int?, _ text: String) -> Entry? {
      for (label, destination) in MarkdownSpanReader.spans(of: text).links {
        let path = destination.split(separator: "#", maxSplits: 1).first.map(String.init) ?? ""
        guard let page = RepositoryPath.resolved(path, in: folder).flatMap({ pages[$0] }) else { continue }
        return Entry(number: number, label: label, page: page)
      }
      return nil
    }
    var title: String?
    groups = [Group(title: "", entries: [Entry(label: first.title, page: first.page)])]
    for block in first.blocks {
      if case .heading(let level, let text) = block {
        title = level == 2 ? MarkdownSpanReader.spans(of: text).plainText : title
        continue
      }
      let entries = block.rows.compactMap { entry($0.number, $0.text) }
      mentioned += entries.map(\.page)
      guard let title else { continue }
      let fresh = entries.filter { known.insert($0.page).inserted }
      if fresh.isEmpty { continue }
      if groups.last?.title == title {
        groups[groups.count - 1].entries += fresh
      } else {
        groups.append(Group(title: title, entries: fresh))
      }
    }
    let left = notes.filter { !known.contains($0.page) }
    let rank = Dictionary(mentioned.enumerated().map { ($1, $0) }) { first, _ in first }
    let sorted = left.sorted { (rank[$0.page] ?? .max, $0.page) < (rank[$1.page] ?? .max, $1.page) }
    let rest = sorted.map { Entry(label: $0.title, page: $0.page) } + others
    if !rest.isEmpty { groups.append(Group(title: first.edition.words.more, entries: rest)) }
  }
}

extension MarkdownBlock {
  /// The rows of a table or the items of a list, each with the number that its first cell is.
  fileprivate var rows: [(number: Int?, text: String)] {
    switch self {
    case .table(_, _, let rows): rows.map { (Int($0.first ?? ""), $0.joined(separator: " ")) }
    case .list(_, _, let items):
      items.flatMap { blocks in
        blocks.compactMap { block in
          if case .paragraph(let lines) = block { (nil, lines.joined(separator: "\n")) } else { nil }
        }
      }
    default: []
    }
  }
}

extension [MarkdownSpan] {
  /// The links: their words and their destinations.
  fileprivate var links: [(label: String, destination: String)] {
    flatMap { span -> [(label: String, destination: String)] in
      switch span {
      case .link(let destination, let inside): [(inside.plainText, destination)]
      case .emphasis(let inside), .strong(let inside): inside.links
      default: []
      }
    }
  }
}
