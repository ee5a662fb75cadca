// Has the scenario files, and the sources of the programs that they run, written into Swift files of the target that lies
// in the folder Scenarios.

import Foundation
import PackagePlugin

/// Embeds the scenario files of a target's folder, and the sources of the programs.
@main
struct EmbedScenarios: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? SwiftSourceModuleTarget else { return [] }
    let programs = context.package.directoryURL.appending(path: "Sources/Pipelines")
    return [
      try command("embeddedScenarioTexts", target.directoryURL, ".scenario", context),
      try command("embeddedProgramTexts", programs, ".swift", context),
    ]
  }

  /// Writes a table of the files of a folder whose names have an ending.
  private func command(
    _ table: String, _ folder: URL, _ ending: String, _ context: PluginContext
  ) throws -> Command {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    let files = paths.filter { $0.hasSuffix(ending) }.sorted()
    let output = context.pluginWorkDirectoryURL.appending(path: "\(table).swift")
    return .buildCommand(
      displayName: "Embedding \(folder.lastPathComponent)",
      executable: try context.tool(named: "ScenarioEmbedder").url,
      arguments: [output.path, table, folder.path] + files, inputFiles: files.map { folder.appending(path: $0) },
      outputFiles: [output])
  }
}
