// The sources of the programs that scenarios run as part of the program, so that they can be shown beside the runs.

/// The sources of the programs that scenarios run.
package enum EmbeddedPrograms {
  /// The path of each file below the folder of the programs, and its text, in the order of the paths.
  ///
  /// The build makes the table, see the plugin `EmbedScenarios`.
  package static var texts: [(path: String, text: String)] { embeddedProgramTexts }
}
