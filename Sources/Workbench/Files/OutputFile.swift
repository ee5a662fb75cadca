// The one writer of files: a file is replaced as a whole or not at all, and what is no regular file is written straight.

import Foundation

/// Writes files for every command.
///
/// A regular file is written as a draft in the same folder, which takes the file's place when it is complete: a link
/// leads to the file that is replaced, and stays; the file's mode and owner are kept, and a new file gets the mode that
/// the process gives to new files. A pipe, a device, and a file that is the process's own output are written straight.
/// A file that may be written in a folder that may not gets its new content at the end, in place.
package enum OutputFile {
  /// Why a file cannot be written.
  package struct Refusal: Error, Hashable, CustomStringConvertible {
    /// The system's reason: `No space left on device`.
    package let description: String
    /// Whether the file is a pipe whose reader is gone.
    package let isReaderGone: Bool
    /// The system's error number.
    package let code: Int32

    /// The refusal of a system call that has just failed.
    package init(_ code: Int32 = errno) {
      description = String(cString: strerror(code))
      isReaderGone = code == EPIPE
      self.code = code
    }
  }

  /// Writes bytes as the whole of a file.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - path: The file's path.
  /// - Throws: `Refusal`. An older file is then kept.
  package static func write(_ bytes: [UInt8], to path: String) throws(Refusal) {
    let target = try OutputFileTarget(path)
    do throws(Refusal) {
      try target.append(bytes)
      try target.finish()
    } catch {
      target.abandon()
      throw error
    }
  }

  /// Writes the pieces of a text, in order, as the whole of a file.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - produce: Makes the pieces and hands each to the sink.
  /// - Throws: `Refusal`, or what `produce` throws. An older file is then kept.
  package static func write(
    to path: String, _ produce: (_ sink: @escaping (String) -> Void) throws -> Void
  ) throws {
    let target = try OutputFileTarget(path)
    var refusal: Refusal?
    do {
      try produce { text in
        guard refusal == nil else { return }
        do throws(Refusal) { try target.append(Array(text.utf8)) } catch { refusal = error }
      }
      if let refusal { throw refusal }
      try target.finish()
    } catch {
      target.abandon()
      throw error
    }
  }

  /// Writes all bytes to an open file. Continues after a partial write or an interruption, and waits if the file is not
  /// ready.
  package static func write(_ bytes: [UInt8], toDescriptor descriptor: Int32) throws(Refusal) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // A slice, unlike an array, is not passed as a pointer by itself.
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written >= 0 {
        rest.removeFirst(written)
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      case let code: throw Refusal(code)
      }
    }
  }

  /// Removes the drafts of all files that are being written, and calls `body`, which ends the process. While it runs, no
  /// draft is made.
  package static func removeDrafts(before body: () -> Void) {
    Draft.removeAll(before: body)
  }
}
