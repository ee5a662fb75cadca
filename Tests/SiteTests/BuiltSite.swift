// The site of this repository, made once for all tests that look at it.

import Foundation
import Site

/// The files of a site in memory.
struct BuiltSite {
  /// The files by path.
  let files: [String: [UInt8]]
  /// What was written.
  let summary: Site.Summary

  /// The folder of the repository.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The site of this repository.
  static let ours = Result { try BuiltSite(of: root) }

  init(of root: String, editions: [SiteEdition] = [], lab: String = "http://127.0.0.1:8080/") throws {
    var files: [String: [UInt8]] = [:]
    summary = try Site(of: root, editions: editions, lab: lab).write { files[$0] = $1 }
    self.files = files
  }

  /// The text of a file; empty if there is none.
  func text(_ path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }

  /// The pages by path, in order.
  var pages: [(path: String, page: HTMLReader)] {
    files.keys.filter { $0.hasSuffix(".html") }.sorted().map { path in (path, HTMLReader(text(path)) { $0 == "title" })
    }
  }
}
