// `braid site`: the guide as a site of static pages.

import Site
import Workbench

/// Writes the guide as a site.
enum SiteCommand {
  static let output = OptionDescription(
    name: "output", letter: "o", value: ("folder", .path),
    summary: "write into this folder: a new one, an empty one, or one with an earlier site")
  static let language = OptionDescription(
    name: "lang", value: ("language", .word(SiteEdition.allCases.map(\.language))),
    summary: "write one edition of the guide only")
  static let lab = OptionDescription(
    name: "lab", value: ("address", .text),
    summary: "where the links 'open in the lab' lead, by default \(usualLab)")

  /// Where `braid lab` serves its page unless told otherwise.
  private static let usualLab = "http://127.0.0.1:8080/"
  /// The longest address of a lab, in bytes.
  private static let longestAddress = 1_000

  static let description = CommandDescription(
    name: "site",
    summary: "Write the guide as a site of static pages",
    details: [
      """
      The site has the guide in both languages, each timeline as a player of recorded runs, a page for each scenario, the \
      questions of the quiz, the public interface, and a search. It works from a file and from any host: pages refer to each \
      other only. Run it in the folder that holds README.md and notes. Files that are not of the site are never touched.
      """
    ],
    examples: [
      .init(line: "braid site -o site", purpose: "then open site/index.html"),
      .init(line: "braid site -o site --lang ko", purpose: "the Korean edition alone"),
    ],
    options: [output, language, lab]
  ) { invocation in
    let command = invocation.line.command
    guard let path = try invocation.filePath(of: output), !path.isEmpty else {
      throw CommandFailure.usage("a folder is missing", help: ["write 'braid site -o site'"], of: command)
    }
    let lab = try labAddress(for: invocation)
    let editions = invocation.line.value(of: language).flatMap(SiteEdition.init(rawValue:)).map { [$0] } ?? []
    var folder = try SiteFolder(path)
    let progress = ProgressLine(for: invocation)
    var files: [(path: String, content: [UInt8])] = []
    let summary: Site.Summary
    do {
      let site = try Site(of: ".", editions: editions, lab: lab)
      summary = try site.write(observer: { progress.show("site  \($0.visible)") }, to: { files.append(($0, $1)) })
      progress.end()
    } catch let problem as SiteProblem {
      progress.end()
      throw CommandFailure(problem)
    }
    try folder.write(files)
    invocation.output.writeLine(
      "\(counted(summary.pages, "page")) with \(counted(summary.players, "player")): \(path.visible)/index.html")
    let left = folder.left
    if !left.isEmpty {
      let names = left.prefix(3).map(\.visible).joined(separator: ", ") + (left.count > 3 ? ", …" : "")
      invocation.output.writeLine("\(counted(left.count, "file")) of an earlier site can be removed: \(names)")
    }
    return .success
  }

  /// The address of the lab, with a slash at its end.
  private static func labAddress(for invocation: Invocation) throws -> String {
    guard let address = invocation.line.value(of: lab) else { return usualLab }
    let isPlain = address.utf8.allSatisfy { (0x21..<0x7F).contains($0) } && !address.contains("#")
    guard address.wholeMatch(of: #/https?://[^/]+.*/#) != nil, isPlain, address.utf8.count <= longestAddress else {
      throw CommandFailure.usage(
        "\(address.quoted) is not the address of a lab", help: ["write an address such as '\(usualLab)'"],
        of: invocation.line.command)
    }
    return address.hasSuffix("/") ? address : address + "/"
  }
}

extension CommandFailure {
  /// The failure for a site that cannot be made.
  init(_ problem: SiteProblem) {
    self.init(
      code: problem.kind == .notFound ? .notFound : .malformedScenario, message: problem.message.visible,
      place: problem.place?.visible, help: problem.help.map(\.visible))
  }
}
