// Why a site cannot be made: the place, the message and the remedy.

import GuideChecking
import Workbench

/// A mistake in what a site is made from, or a file that is missing.
package struct SiteProblem: Error, Equatable {
  /// What kind of problem it is, which decides the exit code.
  package enum Kind: Sendable {
    /// A file is missing or cannot be read.
    case notFound
    /// A file has content that a site cannot be made from.
    case malformed
  }

  /// The kind.
  package let kind: Kind
  /// The file, with a line if it is known.
  package let place: String?
  /// The problem, in one sentence.
  package let message: String
  /// The remedies.
  package let help: [String]

  init(_ kind: Kind, _ message: String, at place: String? = nil, help: [String]) {
    self.kind = kind
    self.place = place
    self.message = message
    self.help = help
  }

  init(_ problem: NotesProblem, at place: String? = nil) {
    self.init(.notFound, problem.message, at: place, help: [problem.remedy])
  }

  init(_ error: ScenarioError, at path: String) {
    let first = error.diagnostics.first
    let place = first?.line.map { "\(path):\($0):\(first?.column ?? 1)" } ?? path
    self.init(.malformed, first?.message ?? "the scenario cannot be read", at: place, help: first?.help ?? [])
  }
}
