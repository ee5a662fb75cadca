// The scenario files of this folder as part of the program, so that they are there wherever the program is copied to.

/// The scenarios that are part of the program.
package enum EmbeddedScenarios {
  /// The path of each file below this folder, and its text, in the order of the paths without their endings.
  ///
  /// The build makes the table, see the plugin `EmbedScenarios`; it is static data, and nothing is read from it before it
  /// is asked for.
  package static var texts: [(path: String, text: String)] { embeddedScenarioTexts }
}
