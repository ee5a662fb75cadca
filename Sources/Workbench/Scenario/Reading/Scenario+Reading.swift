// Reading scenarios from files and texts.

import Comparison

extension Scenario {
  /// Reads a scenario from a file.
  ///
  /// - Throws: `ScenarioError` with everything that is wrong, up to twenty mistakes.
  public init(contentsOf path: String) throws(ScenarioError) {
    try self.init(ScenarioSource(contentsOf: path))
  }

  /// Reads a scenario from its text. Its program must be a built-in one, or one of the bug catalogue.
  ///
  /// - Throws: `ScenarioError` with everything that is wrong, up to twenty mistakes.
  package init(_ source: ScenarioSource) throws(ScenarioError) {
    var parser = ScenarioParser(source)
    self = try parser.scenario()
  }

  /// The name of the scenario in a file: the last part of the path, without `.scenario`.
  package static func name(ofFile path: String) -> String {
    let bytes = path.utf8
    let base = bytes.split(separator: UInt8(ascii: "/")).last ?? bytes[...]
    let ending = ".scenario".utf8
    return String(
      Substring(
        base.count >= ending.count && base.suffix(ending.count).elementsEqual(ending)
          ? base.dropLast(ending.count) : base))
  }
}
