// A scenario file that cannot be used, with everything that is wrong with it.

/// A scenario file that cannot be used.
public struct ScenarioError: Error, Sendable {
  /// Why it cannot be used.
  package let kind: Kind
  /// The mistakes, in the order of the lines; at least one, at most twenty.
  public let diagnostics: [ScenarioDiagnostic]
  /// Whether reading was given up before the end of the file, since too much is wrong.
  package let isCutShort: Bool

  /// Whether the file is missing, rather than wrong.
  package var isNotFound: Bool { kind == .notFound }

  init(_ kind: Kind, _ diagnostics: [ScenarioDiagnostic], isCutShort: Bool = false) {
    self.kind = kind
    self.diagnostics = diagnostics
    self.isCutShort = isCutShort
  }

  /// Why a file cannot be used.
  package enum Kind: Sendable, Hashable, CaseIterable {
    /// There is no such file.
    case notFound
    /// It is a directory.
    case directory
    /// It is a pipe, a socket or a device.
    case notRegular
    /// The system does not let it be read.
    case unreadable
    /// It is larger than a scenario may be.
    case tooLarge
    /// It has a NUL byte, or a byte that is not UTF-8.
    case binary
    /// A line is longer than a line may be.
    case lineTooLong
    /// It has nothing but blank lines and comments.
    case empty
    /// Its statements are wrong.
    case malformed
    /// An event has no form that could be read back from a file.
    case unrecordable
  }
}

extension ScenarioError: CustomStringConvertible {
  /// The mistakes, one after another.
  public var description: String {
    let end = isCutShort ? ["There may be more: reading was given up here."] : []
    return (diagnostics.map(\.description) + end).joined(separator: "\n")
  }
}
