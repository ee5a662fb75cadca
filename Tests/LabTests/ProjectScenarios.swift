// The scenarios of the repository, and the sources of the programs that they run, as texts.

import Foundation

/// The scenario files.
enum ProjectScenarios {
  /// The scenarios by name, in order.
  static let all: [(name: String, text: String)] = texts(in: "Scenarios", ".scenario").map { path, text in
    (String(path.split(separator: "/").last?.dropLast(".scenario".count) ?? ""), text)
  }

  /// The sources of the programs by path, as the command line gives them to the lab.
  static let programs: [(path: String, text: String)] = texts(in: "Sources/Pipelines", ".swift").map { path, text in
    ("Pipelines/\(path)", text)
  }

  /// The files of a folder whose names have an ending, in the order of their paths.
  private static func texts(in folder: String, _ ending: String) -> [(path: String, text: String)] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent(folder)
    let paths = (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).sorted()
    return paths.filter { $0.hasSuffix(ending) }.compactMap { path in
      (try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)).map { (path, $0) }
    }
  }

  /// The text of the scenario of a name; empty if there is none.
  static func text(of name: String) -> String { all.first { $0.name == name }?.text ?? "" }
}
