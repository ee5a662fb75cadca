// Has the files of the folder Scenarios written into a Swift file of the target that lies there.

import Foundation
import PackagePlugin

/// Embeds the scenario files of a target's folder.
@main
struct EmbedScenarios: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? SwiftSourceModuleTarget else { return [] }
    let folder = target.directoryURL
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    let files = paths.filter { $0.hasSuffix(".scenario") }.sorted()
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedScenarioTexts.swift")
    return [
      .buildCommand(
        displayName: "Embedding the scenarios", executable: try context.tool(named: "ScenarioEmbedder").url,
        arguments: [output.path, folder.path] + files, inputFiles: files.map { folder.appending(path: $0) },
        outputFiles: [output])
    ]
  }
}
