// The chapter on formats lists every key of every JSON document, and no key that no document has.

import Foundation
import GuideChecking
import Testing
import Workbench

@testable import CommandLineInterface

@Suite struct `The JSON documents` {
  /// Command lines whose documents have all keys together; `FILE`, `SEED`, `WARNED`, `MISSED` and
  /// `BROKEN` are scenarios, `STORED` is a run of the benchmarks.
  private static let lines = [
    "run FILE SEED WARNED MISSED --json", "list FILE SEED WARNED --json", "programs --json", "bugs --json",
    "quiz ties --json",
    "explore stale-overwrite --json", "explore permit-leak -s async --json", "explore ties --json",
    "explore WARNED --json", "sweep cancel WARNED --json",
    "explore assumed-order -s async --json", "sweep fault downloads -s future --sample 6 --json",
    "sweep cancel lost-cancellation --json",
    "bench thread-1k recording-callback explore-12 --n 20 --rounds 1 --json",
    "bench --compare STORED --rounds 1 --json",
    "fuzz query --runs 20 --json",
    "replay braid2.stale-overwrite.callback.plan.swt435.ctt5aypnc.28s8 --json", "run BROKEN --json",
  ]

  /// A key that is an object of names that differ from document to document.
  private static let openKeys: Set<String> = ["states"]
  /// Keys that a document has only where the system can measure them.
  private static let measuredKeys: Set<String> = ["results[].bytesEach"]
  private static let sharedObjects = ["failures": "failure", "rows": "row"]

  /// The paths of all keys of a value, by the object that they belong to.
  private func collect(_ value: Any, _ path: String, of object: String, into keys: inout [String: Set<String>]) {
    if let array = value as? [Any] {
      for element in array { collect(element, path, of: object, into: &keys) }
      return
    }
    guard let dictionary = value as? [String: Any] else { return }
    for (key, value) in dictionary {
      let isList = value is [Any]
      let own = path + key + (isList ? "[]" : "")
      keys[object, default: []].insert(own)
      if Self.openKeys.contains(key) { continue }
      if let shared = Self.sharedObjects[key] {
        collect(value, "", of: shared, into: &keys)
      } else {
        collect(value, own + ".", of: object, into: &keys)
      }
    }
  }

  /// The keys in the tables of the chapter: the first column of the table below the heading of each object.
  private func documented(in path: String) throws -> [String: Set<String>] {
    var keys: [String: Set<String>] = [:]
    var object: String?
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("#") {
        let names = line.split(separator: "`")
        object = line.hasPrefix("### `") && names.count > 1 ? String(names[1]) : nil
      } else if let object, line.hasPrefix("| `") {
        let key = line.dropFirst(3).prefix { $0 != "`" }
        #expect(keys[object, default: []].insert(String(key)).inserted, "\(key) appears twice")
      }
    }
    return keys
  }

  @Test(arguments: ["notes/formats.md", "notes/ko/formats.md"])
  func `have the keys that the chapter names, and no others`(chapter: String) throws {
    let folder = try TemporaryFolder()
    let places = [
      "FILE": try folder.file("cancelled.scenario", ScenarioText.cancelled).path,
      "SEED": try folder.file("unexplained.scenario", ScenarioText.unexplained).path,
      "WARNED": try folder.file("warned.scenario", ScenarioText.success + "call 9 never answers\n").path,
      "MISSED": try folder.file(
        "missed.scenario", "title Missed\nprogram three-stages\nexpect partial\n  1ms step 1\n"
      ).path,
      "STORED": try folder.file("stored.json", StoredRunText.of([("post", nil, 5, 1)])).path,
      "BROKEN": try folder.file("broken.scenario", ScenarioText.misspelt).path,
    ]
    var found: [String: Set<String>] = [:]
    for line in Self.lines {
      let words = line.split(separator: " ").map { word in
        places.reduce(String(word)) { $0 == $1.key ? $1.value : $0 }
      }
      let captured = CapturedConsole()
      _ = CommandLineInterface.run(arguments: words, console: captured.console)
      try note(captured.output.isEmpty ? captured.errors : captured.output, of: line, into: &found)
    }
    for document in try ownDocuments() { try note(document, of: "a document of its own", into: &found) }
    let documented = try documented(in: chapter)
    #expect(Set(documented.keys) == Set(found.keys))
    for (object, keys) in found {
      let written = (documented[object] ?? []).subtracting(
        keys.isDisjoint(with: Self.measuredKeys) ? Self.measuredKeys : [])
      #expect(keys.subtracting(written).sorted() == [], "\(object) has keys that \(chapter) does not name")
      #expect(written.subtracting(keys).sorted() == [], "\(chapter) names keys that \(object) does not have")
    }
  }

  /// Documents that take a state of the folder or of a program which no short command has.
  private func ownDocuments() throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.file("README.md", "# A note\n\n```console\n$ braid --version\nno\n```\n")
    return [
      try NotesDocument(NotesChecker(root: folder.path, run: GuideConsole.run).check()).text(),
      try NotesDocument(NotesWriter(root: folder.path, run: GuideConsole.run).write()).text(),
      try FuzzDocument(
        seed: 1, clean: false, interrupted: false,
        targets: [
          .init(
            name: "query", tried: 1, inputs: 1, read: 0, refused: 0, kinds: 1,
            finding: .init(input: 1, message: "m", file: "f"), slowestMilliseconds: 0)
        ]
      ).text(),
      try MigrationDocument(
        function: "f", outcome: "o", package: "p",
        rewrites: [.init(name: "convert", offered: true, differences: ["d"], problem: "e", trap: "t")], holes: ["h"]
      ).text(),
      try CommandFailure(
        code: .usage, message: "m", place: "f:1:1", help: ["h"], usage: .init(form: "f", more: "m")
      ).json(),
    ]
  }

  private func note(_ text: String, of line: String, into keys: inout [String: Set<String>]) throws {
    // Several errors are several documents, a line each.
    let texts = text.hasPrefix("{\n") ? [text] : text.split(separator: "\n").map(String.init)
    for text in texts {
      let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(line)")
      let schema = try #require(document["schema"] as? String, "\(line)")
      #expect(schema.hasPrefix("braid."))
      #expect(document["version"] as? Int == 1)
      collect(document.filter { !["schema", "version"].contains($0.key) }, "", of: schema, into: &keys)
    }
  }

  @Test func `are what every command with '--json' prints`() {
    for command in CommandTable.all where command.options.contains(where: { $0.name == "json" }) {
      #expect(
        ["migrate", "notes"].contains(command.name) || Self.lines.contains { $0.hasPrefix(command.name) },
        "\(command.name)")
    }
  }
}
