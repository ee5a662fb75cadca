// The parts of a note between one heading and the next that a translation must keep.

/// The part of a note from a heading to the next one; the first may have no heading.
struct NotesSection {
  /// The number of the heading's line; 1 for the part before the first heading.
  let line: Int
  /// How many `#` the heading has; 0 for the part before the first heading.
  let level: Int
  /// The words of the heading.
  let heading: String
  /// How many rows of tables there are, with the row of dashes.
  var tableRows = 0
  /// How many items of lists there are.
  var listItems = 0
  /// Where the links and pictures lead, as seen from the root.
  var targets: [String] = []
  /// The fences, in order.
  var fences: [MarkdownFence] = []

  /// How the section is called in messages.
  var name: String { level == 0 ? "the beginning" : "'\(heading)'" }

  /// The sections of `document`, in order.
  static func sections(of document: MarkdownDocument, _ inlines: [MarkdownInline]) -> [NotesSection] {
    var sections = [NotesSection(line: 1, level: 0, heading: "")]
    for block in document.prose {
      for (index, line) in block.lines.enumerated() {
        guard let heading = MarkdownHeading.atx(line) else { continue }
        let level = line.drop { $0 == " " }.prefix { $0 == "#" }.count
        sections.append(NotesSection(line: block.line + index, level: level, heading: heading))
      }
    }
    func section(at line: Int) -> Int {
      (sections.firstIndex { $0.line > line } ?? sections.count) - 1
    }
    for block in document.prose {
      let home = section(at: block.line)
      sections[home].tableRows += block.lines.count { $0.first { !$0.isWhitespace } == "|" }
      sections[home].listItems += block.lines.count(where: MarkdownDocument.beginsListItem)
    }
    for inline in inlines {
      for link in inline.destinations {
        sections[section(at: link.line)].targets.append(target(of: link.text, in: document.path))
      }
    }
    for fence in document.fences { sections[section(at: fence.line)].fences.append(fence) }
    return sections
  }

  /// The place that a link in the note at `path` names; of an anchor only that there is one, as headings are translated.
  private static func target(of destination: String, in path: String) -> String {
    if destination.hasPrefix("//") || destination.isURL { return destination }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let file = parts[0].isEmpty ? path : RepositoryPath.resolved(String(parts[0]), in: RepositoryPath.folder(of: path))
    return (file ?? destination) + (parts.count == 2 ? "#…" : "")
  }
}
