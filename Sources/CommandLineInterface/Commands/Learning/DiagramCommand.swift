// `braid diagram`: the diagrams of the guide, as pictures.

import Workbench

/// Writes a diagram.
enum DiagramCommand {
  static let output = OptionDescription(
    name: "output", letter: "o", value: ("path", .path),
    summary: "write to this file; '-' is the standard output")

  static let description = CommandDescription(
    name: "diagram",
    summary: "Draw a diagram of the guide as SVG",
    details: ["The diagrams show what a timeline cannot: what is kept where, and what refers to what."],
    examples: [
      .init(line: "braid diagram suspended-frame -o frame.svg", purpose: "into a file"),
      .init(line: "braid diagram queue-and-stack", purpose: "to the standard output"),
    ],
    arguments: [
      ArgumentDescription(name: "name", summary: "which diagram", kind: .word(GuideDiagram.all.map(\.name)))
    ],
    options: [output]
  ) { invocation in
    let name = invocation.arguments.first
    guard let diagram = GuideDiagram.all.first(where: { $0.name == name }) else {
      throw CommandFailure(code: .notFound, message: "there is no diagram \((name ?? "").quoted)")
    }
    try OutputTarget.write(to: invocation.line.value(of: output), invocation) { sink in sink(diagram.svg) }
    return .success
  }
}
