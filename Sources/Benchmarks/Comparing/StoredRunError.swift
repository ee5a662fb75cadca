// Why a file cannot be compared with.

import Workbench

/// A file that is no stored run, or not the one that is needed.
package struct StoredRunError: Error {
  /// The mistake, without a full stop.
  package let message: String
  /// Its line and its column, in characters, both from 1; nil for a mistake of the whole file.
  package let place: (line: Int, column: Int)?
  /// Whether the file is missing or cannot be read.
  package let isUnreadable: Bool

  init(_ message: String, at place: (line: Int, column: Int)? = nil) {
    self.message = message
    self.place = place
    isUnreadable = false
  }

  init(_ refusal: BoundedFile.Refusal) {
    message = refusal == .tooLarge ? "the file is larger than \(StoredRun.largestFile) bytes" : refusal.message
    place = nil
    isUnreadable = refusal != .tooLarge
  }

  /// The error at an offset of a text.
  init(_ fault: PlacedJSON.Fault, in text: String) {
    let before = text.utf8.prefix(fault.offset)
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map(before.index(after:)) ?? before.startIndex
    self.init(
      fault.message,
      at: (before.count { $0 == UInt8(ascii: "\n") } + 1, String(decoding: before[start...], as: UTF8.self).count + 1))
  }
}
