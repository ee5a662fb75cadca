// A folder for the files of one test, removed with the test.

import Foundation

final class TemporaryFolder {
  let url: URL

  var path: String { url.path }

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file, with the folders that it is in, and returns its place.
  @discardableResult
  func file(_ name: String, _ text: String) throws -> URL {
    let place = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place)
    return place
  }

  /// The text of a file.
  func text(of name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }
}

/// Scenario texts for the tests.
enum ScenarioText {
  /// Downloads that are cancelled while the loop is blocked: at another instant in each version.
  static let unexplained = """
    title    Cancelled while the loop is blocked
    program  downloads-improved
    guide    notes/blocking.md
    teaches  x

    with     codes "BR CN IN US"
    with     limit 3
    with     saving loop
    with     save-time 10ms
    latency  10ms
    cancel   at 25ms

    """

  /// Three calls that succeed, without expectations.
  static let success = """
    title    All is well
    program  three-stages

    call 1   takes 10ms returns "a"
    call 2   takes 10ms returns "b"
    call 3   takes 10ms returns "c"

    expect

    """

  /// The third call is cancelled between reply and step, where the styles part.
  static let cancelled = """
    title    Cancelled at a reply
    program  three-stages
    teaches  A task's cancellation is a flag.

    call 1   takes 10ms returns "a"
    cancel   at 10ms

    expect

    """

  /// A statement is misspelt.
  static let misspelt = """
    title    A slip
    program  three-stages

    cal 1    takes 10ms returns "a"

    """
}
