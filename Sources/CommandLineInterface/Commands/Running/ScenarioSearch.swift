// Finds the scenario files that the words of a command line mean.

import Foundation
import Workbench

/// Finding of scenario files by path, by folder and by name.
///
/// A word is a path, if there is something at it; otherwise it is the name of a scenario in the folder `Scenarios`,
/// which is the name of its file without `.scenario`, or else of a scenario that is part of the program. Where there is no
/// folder `Scenarios`, that path means the scenarios that are part of the program.
enum ScenarioSearch {
  /// The folder that is searched where no path is given.
  static let home = "Scenarios"
  private static let ending = ".scenario"
  /// The most entries of folders that are looked at.
  static let mostEntries = 100_000

  /// The files that some words mean, folders searched through and sorted; each file once, in the order of the words.
  static func files(meantBy words: [String]) throws -> [ScenarioFile] {
    var files: [ScenarioFile] = []
    var known: Set<String> = []
    for word in words.isEmpty ? [home] : words {
      let found = try folder(word) ?? [file(meantBy: word)]
      if found.isEmpty {
        throw CommandFailure(
          code: .notFound, message: "there is no scenario in \(word.quoted)",
          help: ["the names of scenario files end in '\(ending)'"])
      }
      files += found.filter { known.insert($0.path).inserted }
    }
    return files
  }

  /// The files in the folder of scenarios, sorted; none if there is no such folder.
  static var filesAtHome: [String] { isFolder(home) ? (try? files(below: home)) ?? [] : [] }

  /// The one file that a word means.
  ///
  /// - Parameter kinds: What the word may name besides a scenario, for the message if it names nothing.
  static func file(meantBy word: String, orA kinds: [KnownNames.Kind] = []) throws -> ScenarioFile {
    if word.isEmpty || FileManager.default.fileExists(atPath: word) { return ScenarioFile(path: word) }
    // Sorted only for a message: that takes as long as all the rest.
    let paths = try isFolder(home) ? unsortedFiles(below: home) : []
    // All files are in a folder, and their names have the ending.
    let ends = ["/" + word] + (word.utf8.contains(UInt8(ascii: "/")) ? [] : ["/" + word + ending])
    func isMeant(_ path: String) -> Bool { path == word || ends.contains { path.hasSuffix($0) } }
    let onDisk = sorted(paths.filter(isMeant)).map { ScenarioFile(path: $0) }
    for named in [onDisk, ScenarioFile.builtIn.filter { isMeant($0.path) }] {
      if named.count > 1 {
        throw CommandFailure(
          code: .usage, message: "\(word.quoted) is the name of \(named.count) scenarios",
          help: ["write \(named.map(\.path.quoted).alternatives)"])
      }
      if let file = named.first { return file }
    }
    let scenarios = (sorted(paths) + ScenarioFile.builtIn.map(\.path)).map { path in
      word.contains("/") ? path : Scenario.name(ofFile: path)
    }
    throw KnownNames(scenarios: scenarios).failure(for: word, kinds: [.scenario] + kinds)
  }

  /// The files in a folder on disk, or in one of the program's own scenarios; nil if a word is neither.
  private static func folder(_ word: String) throws -> [ScenarioFile]? {
    if isFolder(word) { return try files(below: word).map { ScenarioFile(path: $0) } }
    if FileManager.default.fileExists(atPath: word) { return nil }
    let prefix = word.hasSuffix("/") ? word : word + "/"
    let inside = ScenarioFile.builtIn.filter { $0.path.hasPrefix(prefix) }
    return inside.isEmpty ? nil : inside
  }

  /// Whether there is a folder on disk.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The scenario files anywhere below a folder, sorted; hidden entries and links to folders are passed over.
  private static func files(below folder: String) throws -> [String] { try sorted(unsortedFiles(below: folder)) }

  /// Paths of scenario files in the order of their names; the ending does not count: 'a' is before 'a-b'.
  private static func sorted(_ paths: [String]) -> [String] {
    paths.map { (name: $0.dropLast(ending.count), path: $0) }.sorted { $0.name < $1.name }.map(\.path)
  }

  private static func unsortedFiles(below folder: String) throws -> [String] {
    var files: [String] = []
    var folders = [folder.hasSuffix("/") ? String(folder.dropLast()) : folder]
    var entries = 0
    while let next = folders.popLast() {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: next + "/") else {
        throw CommandFailure(
          code: .notFound, message: "the folder \(next.quoted) cannot be listed", help: ["check its permissions"])
      }
      entries += names.count
      if entries > mostEntries {
        throw CommandFailure(
          code: .usage, message: "\(folder.quoted) holds more than \(mostEntries) files and folders",
          help: ["name a folder further in"])
      }
      for name in names where !name.hasPrefix(".") {
        let path = next + "/" + name
        if FileKind(of: path, followsLinks: false) == .folder {
          folders.append(path)
        } else if name.hasSuffix(ending) {
          files.append(path)
        }
      }
    }
    return files
  }
}
