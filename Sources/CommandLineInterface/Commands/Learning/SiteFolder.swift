// The folder of a site, with a list of the site's files, so that no other file is ever replaced.

import Foundation
import Workbench

/// A folder that a site is written into.
struct SiteFolder {
  /// The name of the file that lists the files of the site, one a line.
  static let listName = "braid-site.txt"
  /// The largest list that is read, in bytes.
  private static let largestList = 1 << 20

  private let path: String
  /// The files of the site that was there before.
  private let earlier: Set<String>
  /// The files of the earlier site that are no longer part of it, sorted.
  private(set) var left: [String] = []

  /// Takes a folder: one that is not there yet, an empty one, or one with an earlier site.
  ///
  /// - Throws: A `CommandFailure` if there is anything else.
  init(_ path: String) throws(CommandFailure) {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else {
      earlier = []
      return
    }
    guard ScenarioSearch.isFolder(path) else { throw Self.refusal("\(path.quoted) is not a folder") }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw Self.refusal("the folder \(path.quoted) cannot be listed")
    }
    if names.isEmpty {
      earlier = []
      return
    }
    guard names.contains(Self.listName) else { throw Self.refusal("the folder \(path.quoted) has files of its own") }
    guard let handle = FileHandle(forReadingAtPath: path + "/" + Self.listName),
      let data = try? handle.read(upToCount: Self.largestList)
    else {
      throw Self.refusal("the list \((path + "/" + Self.listName).quoted) cannot be read")
    }
    earlier = Set(TextLines.of(String(decoding: data, as: UTF8.self)))
  }

  /// Writes the files of a site, and the list of them.
  ///
  /// The list is written first, with the earlier files too: a site that is cut short can be written again.
  ///
  /// - Throws: A `CommandFailure` if a file cannot be written, or another one has its name.
  mutating func write(_ files: [(path: String, content: [UInt8])]) throws(CommandFailure) {
    let names = Set(files.map(\.path))
    for name in names.sorted() where !earlier.contains(name) {
      if FileManager.default.fileExists(atPath: path + "/" + name) {
        throw Self.refusal("\((path + "/" + name).quoted) is not a file of the site")
      }
    }
    try OutputTarget.makeFolder(path)
    try writeList(names.union(earlier))
    var made: Set<String> = []
    for (name, content) in files {
      let folder = name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
      if made.insert(folder).inserted { try OutputTarget.makeFolder(path + "/" + folder) }
      try OutputTarget.replace(path + "/" + name, with: content)
    }
    left = earlier.subtracting(names).filter { FileManager.default.fileExists(atPath: path + "/" + $0) }.sorted()
    try writeList(names.union(left))
  }

  private func writeList(_ names: Set<String>) throws(CommandFailure) {
    try OutputTarget.replace(path + "/" + Self.listName, with: names.sorted().map { $0 + "\n" }.joined())
  }

  private static func refusal(_ message: String) -> CommandFailure {
    CommandFailure(
      code: .cannotWrite, message: message,
      help: ["name a new folder, an empty one, or one that 'braid site' has written"])
  }
}
