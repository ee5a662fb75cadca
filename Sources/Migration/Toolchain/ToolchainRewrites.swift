// All rewrites that the language server has of one function.

import Foundation

/// What the language server answers to one refactoring after another.
struct ToolchainRewrites {
  /// The answer to one.
  enum Answer: Sendable {
    /// The edits of the file.
    case edits([TextEdit])
    /// It does not offer the refactoring there.
    case nothing
    /// The server crashed.
    case ended
  }

  let answers: [(refactoring: Refactoring, answer: Answer)]

  /// Asks for all refactorings. A server that crashes is started again for the next one.
  ///
  /// - Parameters:
  ///   - position: The place of the function's name.
  ///   - file: The file, in a package.
  ///   - text: The text of the file.
  ///   - folder: The folder of the package.
  init(
    at position: TextEdit.Position, of file: URL, _ text: String, in folder: URL
  ) throws(MigrationFailure) {
    var answers: [(refactoring: Refactoring, answer: Answer)] = []
    var running: LanguageServer?
    defer { running?.stop() }
    for refactoring in Refactoring.allCases {
      do {
        let server: LanguageServer
        if let running {
          server = running
        } else {
          server = try LanguageServer(for: folder, seconds: 60)
          running = server
          try server.open(file, text)
        }
        let edits = try server.edits(of: refactoring.title, at: position, in: file)
        answers.append((refactoring, edits.map { .edits($0) } ?? .nothing))
      } catch {
        guard error.kind == .ended else { throw error }
        running?.stop()
        running = nil
        answers.append((refactoring, .ended))
      }
    }
    self.answers = answers
  }
}
