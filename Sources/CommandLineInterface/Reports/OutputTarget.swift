// Where a document goes: to the output, or into a file that is replaced only when the document is complete.

import Foundation

/// Writing of documents.
enum OutputTarget {
  /// How many bytes are gathered before they are written.
  private static let portion = 1 << 16

  /// Writes a document to a file, or to the output if there is no path.
  ///
  /// - Throws: A `CommandFailure` if the file cannot be written, or what `produce` throws. An older file is then kept.
  static func write(
    to path: String?, _ invocation: Invocation, _ produce: (_ sink: @escaping (String) -> Void) throws -> Void
  ) throws {
    guard let path else {
      let gathered = Portions { invocation.output.write($0) }
      try produce(gathered.take)
      return gathered.flush()
    }
    let draft = path + ".part"
    guard FileManager.default.createFile(atPath: draft, contents: nil), let file = FileHandle(forWritingAtPath: draft)
    else { throw refused(path) }
    var failure: (any Error)?
    do {
      let gathered = Portions { text in
        do { try file.write(contentsOf: Data(text.utf8)) } catch { failure = failure ?? error }
      }
      try produce(gathered.take)
      gathered.flush()
      try file.close()
      guard failure == nil, rename(draft, path) == 0 else { throw refused(path) }
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw error is CommandFailure ? error : failure == nil ? error : refused(path)
    }
  }

  private static func refused(_ path: String) -> CommandFailure {
    CommandFailure(
      code: .cannotWrite, message: "cannot write \(path.quoted)",
      help: ["check that its folder is there and may be written to"])
  }

  /// Gathers small pieces of text into larger ones.
  private final class Portions {
    private var text = ""
    private let write: (String) -> Void

    init(write: @escaping (String) -> Void) { self.write = write }

    func take(_ piece: String) {
      text += piece
      if text.utf8.count >= OutputTarget.portion { flush() }
    }

    func flush() {
      if !text.isEmpty { write(text) }
      text = ""
    }
  }
}
