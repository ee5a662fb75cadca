// Has the index of the names of all characters written into a Swift file of a target.

import Foundation
import PackagePlugin

/// Embeds the index of names. It comes from the standard library of the toolchain that builds the package.
@main
struct EmbedNames: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let output = context.pluginWorkDirectoryURL.appending(path: "tableOfNames.swift")
    return [
      .buildCommand(
        displayName: "Embedding the names of characters",
        executable: try context.tool(named: "NameEmbedder").url, arguments: [output.path], outputFiles: [output])
    ]
  }
}
