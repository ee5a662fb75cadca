// Where the bytes of an output file go until it is complete: into a draft, straight to the file, or into memory.

import Foundation

/// One file that is being written.
final class OutputFileTarget {
  private typealias Refusal = OutputFile.Refusal

  private enum Way {
    /// The file is no regular one, or the process's own output.
    case straight(Int32)
    /// A draft beside the file takes its place.
    case draft(Draft, isReplacement: Bool)
    /// The folder takes no draft: the bytes are kept until there are all.
    case inPlace
    case ended
  }

  /// The file's path without links.
  private let path: String
  private var way: Way
  private var kept: [UInt8] = []

  /// Begins to write; nothing of an older file is changed yet.
  init(_ path: String) throws(OutputFile.Refusal) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw Refusal(ENOENT) }
    let old = FileStatus(of: path)
    if let own = old.flatMap({ $0.standardDescriptor }) {
      (self.path, way) = (path, .straight(try Self.open { dup(own) }))
      return
    }
    if let old, !old.isRegular {
      (self.path, way) = (path, .straight(try Self.open { Foundation.open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC) }))
      return
    }
    let target = try Self.withoutLinks(path)
    self.path = target
    guard let old else {
      way = .draft(try Draft(beside: target), isReplacement: false)
      return
    }
    guard access(target, W_OK) == 0 else { throw Refusal() }
    guard target == path || Self.areSameFile(path, target) else { throw Refusal(ENOENT) }
    do throws(Refusal) {
      let draft = try Draft(beside: target)
      guard draft.takeModeAndOwner(of: old) else {
        draft.discard()
        way = .inPlace
        return
      }
      way = .draft(draft, isReplacement: true)
    } catch {
      guard [EACCES, EPERM, EROFS].contains(error.code) else { throw error }
      way = .inPlace
    }
  }

  /// Adds bytes.
  func append(_ bytes: [UInt8]) throws(OutputFile.Refusal) {
    switch way {
    case .straight(let descriptor): try OutputFile.write(bytes, toDescriptor: descriptor)
    case .draft(let draft, _): try OutputFile.write(bytes, toDescriptor: draft.descriptor)
    case .inPlace: kept += bytes
    case .ended: break
    }
  }

  /// Puts the file in its place.
  func finish() throws(OutputFile.Refusal) {
    switch way {
    case .straight(let descriptor):
      way = .ended
      guard close(descriptor) == 0 else { throw Refusal() }
    case .draft(let draft, let isReplacement):
      do throws(Refusal) {
        try draft.replace(path)
      } catch {
        // A sticky folder, or a file that is mounted by itself.
        guard isReplacement, [EACCES, EPERM, EBUSY, EXDEV].contains(error.code),
          let bytes = FileManager.default.contents(atPath: draft.path)
        else { throw error }
        try Self.overwrite(path, with: Array(bytes))
        draft.discard()
      }
      way = .ended
    case .inPlace:
      try Self.overwrite(path, with: kept)
      way = .ended
    case .ended: break
    }
  }

  /// Leaves an older file as it was, as far as bytes have not gone straight to it.
  func abandon() {
    switch way {
    case .straight(let descriptor): close(descriptor)
    case .draft(let draft, _): draft.discard()
    case .inPlace, .ended: break
    }
    way = .ended
  }

  // MARK: - The system

  /// The path of the file that a link leads to, and those behind it; the path itself if it is no link.
  private static func withoutLinks(_ path: String) throws(OutputFile.Refusal) -> String {
    var path = path
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { return path }
      path = next.hasPrefix("/") ? next : Draft.folder(of: path) + next
    }
    throw Refusal(ELOOP)
  }

  /// Whether two paths lead to one file. A link that cannot be read as a path leads elsewhere, as those in `/proc` can.
  ///
  /// Another process may replace the file between the two questions, so a difference counts only if it stays.
  private static func areSameFile(_ path: String, _ target: String) -> Bool {
    for _ in 0..<1_000 {
      guard let one = FileStatus(of: path), let other = FileStatus(of: target) else { return false }
      if one.isSameFile(as: other) { return true }
    }
    return false
  }

  private static func open(_ body: () -> Int32) throws(OutputFile.Refusal) -> Int32 {
    while true {
      let descriptor = body()
      if descriptor >= 0 { return descriptor }
      if errno != EINTR { throw Refusal() }
    }
  }

  private static func overwrite(_ path: String, with bytes: [UInt8]) throws(OutputFile.Refusal) {
    let descriptor = try open { Foundation.open(path, O_WRONLY | O_TRUNC | O_CLOEXEC) }
    defer { close(descriptor) }
    try OutputFile.write(bytes, toDescriptor: descriptor)
  }
}

/// What the system says of a file, links followed.
struct FileStatus {
  private let status: stat

  /// The status of the file at a path; nil if there is none.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.status = status
  }

  /// The status of an open file.
  init?(of descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.status = status
  }

  var isRegular: Bool { status.st_mode & S_IFMT == S_IFREG }
  var mode: mode_t { status.st_mode & 0o7777 }
  var owner: uid_t { status.st_uid }
  var group: gid_t { status.st_gid }

  func isSameFile(as other: FileStatus) -> Bool {
    status.st_dev == other.status.st_dev && status.st_ino == other.status.st_ino
  }

  /// The standard output or error stream, if it is this very file: it is written there, where its end is.
  var standardDescriptor: Int32? {
    [STDOUT_FILENO, STDERR_FILENO].first { FileStatus(of: $0)?.isSameFile(as: self) == true }
  }
}
