// `braid list`: the scenarios and their titles.

import Workbench

/// Lists scenarios without running them.
enum ListCommand {
  static let description = CommandDescription(
    name: "list",
    summary: "List scenarios with their titles",
    examples: [.init(line: "braid list", purpose: "the scenarios in the folder Scenarios")],
    arguments: [.scenarios],
    options: [.json, .language]
  ) { invocation in
    let files = try ScenarioSearch.files(meantBy: invocation.arguments)
    let shelf = ScenarioShelf(files, for: invocation)
    if invocation.line.has(.json) {
      invocation.output.write(try ListDocument(shelf).text())
      return shelf.code
    }
    let text = text(of: shelf, for: invocation)
    invocation.output.write(invocation.isASCII ? text.withoutDecoration : text)
    if let first = shelf.scenarios.first { invocation.suggestNext("braid show \(first.name.visible)") }
    return shelf.code
  }

  /// The scenarios under the folders that they are in.
  private static func text(of shelf: ScenarioShelf, for invocation: Invocation) -> String {
    let scenarios = shelf.scenarios
    let widest = min(scenarios.map(\.name.visible.displayWidth).max() ?? 0, 40)
    var rest = scenarios[...]
    var groups: [String] = []
    while let first = rest.first {
      let folder = folder(of: first.path)
      let group = rest.prefix { Self.folder(of: $0.path) == folder }
      rest = rest.dropFirst(group.count)
      let rows = group.map { (term: $0.name.visible, text: invocation.language.text($0.title).visible) }
      let lines = TwoColumns(rows, termColumns: widest...40).lines(width: invocation.console.columns)
      let origin = shelf.builtIn.contains(first.path) ? " (part of braid)" : ""
      let heading = invocation.palette.paint("\(folder.visible)\(origin):", .emphasis)
      groups.append(([heading] + lines).map { $0 + "\n" }.joined())
    }
    return groups.joined(separator: "\n")
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}

extension ArgumentDescription {
  /// Any number of scenarios.
  static let scenarios = ArgumentDescription(
    name: "path", summary: "scenario files, folders of them, or names of scenarios; without any, the folder Scenarios",
    kind: .named([.scenarios]), count: .any)
}
