// The draft of an output file: a file of a name of its own, removed on every way out.

import Foundation
import Synchronization

/// A file beside another one, whose place it is to take.
final class Draft {
  let path: String
  let descriptor: Int32
  private var isOpen = true

  private static let drafts = Mutex<Set<String>>([])

  /// Makes a draft in the folder of a file, under a name that no file there has.
  init(beside file: String) throws(OutputFile.Refusal) {
    let folder = Self.folder(of: file)
    let made = Self.drafts.withLock { drafts -> Result<(String, Int32), OutputFile.Refusal> in
      while true {
        let path = folder + ".braid-" + String(UInt64.random(in: .min ... .max), radix: 36) + ".part"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        if descriptor >= 0 {
          drafts.insert(path)
          return .success((path, descriptor))
        }
        if errno != EEXIST, errno != EINTR { return .failure(OutputFile.Refusal()) }
      }
    }
    (path, descriptor) = try made.get()
  }

  /// The folder of a file as the beginning of a path: empty, or with a slash at its end.
  static func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
  }

  /// Gives the draft the mode and the owner of the file that it replaces; returns whether the system allows that.
  func takeModeAndOwner(of file: FileStatus) -> Bool {
    guard let own = FileStatus(of: descriptor) else { return false }
    if own.owner != file.owner || own.group != file.group {
      guard fchown(descriptor, file.owner, file.group) == 0 else { return false }
    }
    return fchmod(descriptor, file.mode) == 0
  }

  /// Puts the draft in the place of a file. The draft still exists if that fails.
  func replace(_ file: String) throws(OutputFile.Refusal) {
    isOpen = false
    // Some file systems report only here that there is no space.
    guard close(descriptor) == 0 else { throw OutputFile.Refusal() }
    let failure = Self.drafts.withLock { drafts -> OutputFile.Refusal? in
      guard rename(path, file) == 0 else { return OutputFile.Refusal() }
      drafts.remove(path)
      return nil
    }
    if let failure { throw failure }
  }

  /// Removes the draft.
  func discard() {
    if isOpen { close(descriptor) }
    isOpen = false
    Self.drafts.withLock { drafts in
      if drafts.remove(path) != nil { unlink(path) }
    }
  }

  /// Removes all drafts and calls `body`. While it runs, no draft is made, and none takes the place of a file.
  static func removeAll(before body: () -> Void) {
    drafts.withLock { drafts in
      for path in drafts { unlink(path) }
      drafts = []
      body()
    }
  }
}
