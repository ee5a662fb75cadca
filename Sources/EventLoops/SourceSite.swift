// A place in source code: where an event, a task or a promise was created.

/// A place in source code, as `#fileID` and `#line` give it: module, file name and line, never an absolute path.
public struct SourceSite: Sendable, Hashable, CustomStringConvertible {
  /// The module and file: `Pipelines/ThreeStages+Callback.swift`.
  public let fileID: StaticString
  /// The line, counted from 1.
  @inlinable public var line: UInt { UInt(storedLine) }
  /// Half a word, which lies beside the flags of the literal: sites are kept by the thousand.
  @usableFromInline let storedLine: UInt32

  /// A place named by the caller's `#fileID` and `#line`.
  @inlinable
  public init(fileID: StaticString, line: UInt) {
    self.fileID = fileID
    storedLine = UInt32(clamping: line)
  }

  /// `file:line`.
  public var description: String { "\(fileID):\(line)" }

  /// Whether both name the same line of the same file.
  public static func == (lhs: SourceSite, rhs: SourceSite) -> Bool {
    lhs.line == rhs.line && lhs.fileID.description == rhs.fileID.description
  }

  /// Feeds the file and the line to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(fileID.description)
    hasher.combine(line)
  }
}
