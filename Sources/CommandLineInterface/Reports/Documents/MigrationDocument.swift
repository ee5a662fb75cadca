// A migration as JSON: one document, with a version, and only ever more keys.

import Foundation
import Migration
import Workbench

/// The document that `braid migrate --json` prints.
struct MigrationDocument: JSONDocument {
  static let schema = "braid.migration"
  let function: String
  /// What the original delivers undisturbed; missing if it was not compared, or delivers nothing.
  let outcome: String?
  /// The folder of the package with all versions.
  let package: String
  let rewrites: [RewriteEntry]
  /// The values that are still to be written, `file:line:column: type`.
  let holes: [String]

  struct RewriteEntry: Encodable {
    let name: String
    /// Whether there is such a rewrite.
    let offered: Bool
    /// How it differs from the original; missing if it was not compared.
    let differences: [String]?
    /// Why it cannot be compared; missing if it can.
    let problem: String?
    /// Where the process ends if a call is answered twice; missing if it does not.
    let trap: String?
  }
}

extension MigrationDocument {
  init(_ migration: Migration) {
    function = migration.function
    outcome = migration.outcome
    package = migration.folder.path
    rewrites = migration.rewrites.map {
      .init(name: $0.name, offered: $0.source != nil, differences: $0.differences, problem: $0.problem, trap: $0.trap)
    }
    holes = migration.holes
  }
}
