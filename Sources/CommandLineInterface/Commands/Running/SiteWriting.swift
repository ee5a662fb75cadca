// `braid show --all`: a page for each scenario and an index, in one folder.

import Comparison
import Workbench

/// Writing of the small site.
enum SiteWriting {
  /// Writes the pages of some scenarios and the index into a folder, which is made if it is missing.
  static func write(_ shelf: ScenarioShelf, to folder: String, _ options: RenderingOptions, for invocation: Invocation)
    throws
  {
    let progress = ProgressLine(for: invocation)
    let count = shelf.scenarios.count
    let pictures = shelf.scenarios.enumerated().map { index, scenario in
      progress.show("running \(index + 1) of \(count)  \(scenario.name.visible)")
      let seed = invocation.line.number(of: .seed)
      let result = ScenarioRunner.run(scenario, styles: invocation.styles, seed: seed)
      return Picture(of: result, seed: seed, in: invocation.language)
    }
    try refuseTwins(among: shelf.scenarios)
    try OutputTarget.makeFolder(folder)
    var options = options
    options.index = SiteIndex.fileName
    for (index, picture) in pictures.enumerated() {
      progress.show("page \(index + 1) of \(count)  \(picture.name.visible)")
      try OutputTarget.write(to: "\(folder)/\(SiteIndex.fileName(of: picture))", invocation) { sink in
        try RenderingFormat.html.write(picture, options, to: sink)
      }
    }
    progress.end()
    try OutputTarget.write(to: "\(folder)/\(SiteIndex.fileName)", invocation) { $0(SiteIndex(pictures).text) }
    invocation.output.writeLine(
      "\(counted(pictures.count, "page")) and an index: \(folder.visible)/\(SiteIndex.fileName)")
  }

  /// Two scenarios of one name would have one page.
  private static func refuseTwins(among scenarios: [Scenario]) throws {
    var paths: [String: String] = ["index": "the index"]
    for scenario in scenarios {
      if let other = paths.updateValue(scenario.path, forKey: scenario.name) {
        throw CommandFailure(
          code: .usage, message: "\(other.quoted) and \(scenario.path.quoted) would have the same page",
          help: ["give one of them another name"])
      }
    }
  }
}
