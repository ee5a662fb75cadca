// Questions and answers of the lab in tests.

import Foundation
import LiveIO

@testable import Lab

extension Lab {
  /// A lab without scenarios of its own.
  static func forTests(_ change: (inout LabLimits) -> Void = { _ in }) -> Lab {
    var limits = LabLimits()
    change(&limits)
    return Lab(
      scenarios: [OfferedScenario(name: "success", text: ProjectScenarios.text(of: "success"))],
      sources: ProjectScenarios.programs, limits: limits)
  }

  /// The answer to a question, read as JSON.
  func document(_ question: [String: Any]) throws -> [String: Any] {
    let question = ["version": 1].merging(question) { $1 }
    let answer = answer(to: Array(try JSONSerialization.data(withJSONObject: question)))
    return try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any] ?? [:]
  }
}

/// The line of source of each event of each lane of a picture; nil for an event that no line of the program asked for.
func sites(of picture: [String: Any]) -> [String: [String?]] {
  let words = picture["words"] as? [String] ?? []
  let sites = picture["sites"] as? [[Int]] ?? []
  let lanes = picture["lanes"] as? [[String: Any]] ?? []
  var lines: [String: [String?]] = [:]
  for (index, lane) in lanes.enumerated() {
    lines[lane["label"] as? String ?? ""] = (picture["rows"] as? [[Int]] ?? []).filter { $0[6 + 3 * index] >= 0 }.map {
      let site = $0[8 + 3 * index]
      return site < 0 ? nil : "\(words[sites[site][0]]):\(sites[site][1])"
    }
  }
  return lines
}

/// A request as the server's parser reads it.
func request(_ text: String) throws -> HTTPRequest? {
  var parser = HTTPRequestParser()
  parser.append(text.utf8)
  return try parser.next()
}

/// The lines of each lane of a picture: `30ms step 1`, with the pipeline in front where there are several.
func lanes(of picture: [String: Any]) -> [String: [String]] {
  let words = picture["words"] as? [String] ?? []
  let pipelines = picture["pipelines"] as? Int ?? 1
  let lanes = picture["lanes"] as? [[String: Any]] ?? []
  var lines: [String: [String]] = [:]
  for (index, lane) in lanes.enumerated() {
    lines[lane["label"] as? String ?? ""] = (picture["rows"] as? [[Int]] ?? []).compactMap { row in
      let text = row[6 + 3 * index]
      guard text >= 0 else { return nil }
      return "\(words[row[0]]) \(pipelines > 1 && row[2] > 0 ? "[\(row[2])] " : "")\(words[text])"
    }
  }
  return lines
}
