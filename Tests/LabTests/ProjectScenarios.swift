// The scenarios of the repository as texts.

import Foundation

/// The scenario files.
enum ProjectScenarios {
  /// The scenarios by name, in order.
  static let all: [(name: String, text: String)] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Scenarios")
    let paths = (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).sorted()
    return paths.filter { $0.hasSuffix(".scenario") }.compactMap { path in
      guard let text = try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8) else { return nil }
      return (String(path.split(separator: "/").last?.dropLast(".scenario".count) ?? ""), text)
    }
  }()

  /// The text of the scenario of a name; empty if there is none.
  static func text(of name: String) -> String { all.first { $0.name == name }?.text ?? "" }
}
