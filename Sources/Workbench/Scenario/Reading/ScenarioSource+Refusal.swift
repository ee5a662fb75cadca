// Why a file is no scenario, before its statements are looked at.

extension ScenarioSource {
  /// The error for a file whose bytes are not to be had.
  static func error(for refusal: BoundedFile.Refusal, _ path: String) -> ScenarioError {
    switch refusal {
    case .notFound: error(.notFound, path, refusal.message, help: "see 'braid list' for the scenarios")
    case .directory: error(.directory, path, refusal.message + ", not a scenario file", help: nil)
    case .notRegular: error(.notRegular, path, refusal.message, help: "save the scenario in a file")
    case .notPermitted: error(.unreadable, path, refusal.message, help: "check its permissions")
    case .unreadable: error(.unreadable, path, refusal.message, help: nil)
    case .tooLarge: tooLarge(path)
    }
  }

  static func tooLarge(_ path: String) -> ScenarioError {
    error(
      .tooLarge, path, "the file is larger than \(largestFile) bytes, the limit for a scenario",
      help: "split it into several scenarios")
  }

  /// The error for bytes that are no text: it points behind the `before` bytes, which are UTF-8.
  static func binary(_ path: String, before: some Collection<UInt8>, _ found: String) -> ScenarioError {
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.reversed()
    let diagnostic = ScenarioDiagnostic(
      path: path, line: line, column: String(decoding: start, as: UTF8.self).count + 1,
      message: "there is \(found); the file is not plain text", help: ["save the scenario as UTF-8 text"], source: nil)
    return ScenarioError(.binary, [diagnostic])
  }

  /// The error of a file as a whole.
  static func error(_ kind: ScenarioError.Kind, _ path: String, _ message: String, help: String?) -> ScenarioError {
    let whole = ScenarioDiagnostic(
      path: path, line: nil, column: 1, message: message, help: help.map { [$0] } ?? [], source: nil)
    return ScenarioError(kind, [whole])
  }
}
