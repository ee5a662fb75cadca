// The page and its parts, which are plain files that the build puts into the program.

import LiveIO
import Workbench

/// The page of the lab.
struct LabPage: Sendable {
  let scenarios: [OfferedScenario]
  let limits: LabLimits

  /// Where questions are sent.
  static let questionPath = "/lab"

  /// The fields that each response has: no other site may show the page or load from it, and the page loads nothing else.
  static let headers = [
    HTTPRequest.Field(
      name: "Content-Security-Policy",
      value: "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    HTTPRequest.Field(name: "Cross-Origin-Resource-Policy", value: "same-origin"),
    HTTPRequest.Field(name: "Referrer-Policy", value: "no-referrer"),
    HTTPRequest.Field(name: "Cache-Control", value: "no-store"),
  ]

  /// The parts by their paths. A script has the path that it has among the resources, so that imports hold in both.
  private static let parts: [String: (type: String, bytes: [UInt8])] = {
    let script = "text/javascript; charset=utf-8"
    return [
      "/lab.css": ("text/css; charset=utf-8", Array(EmbeddedFile.colours.utf8) + PackageResources.lab_css),
      "/page/main.js": (script, PackageResources.main_js),
      "/page/lab.js": (script, PackageResources.lab_js),
      "/page/head.js": (script, PackageResources.head_js),
      "/page/elements.js": (script, PackageResources.elements_js),
      "/page/later.js": (script, PackageResources.later_js),
      "/asking/asking.js": (script, PackageResources.asking_js),
      "/asking/ahead.js": (script, PackageResources.ahead_js),
      "/asking/turns.js": (script, PackageResources.turns_js),
      "/asking/timing.js": (script, PackageResources.timing_js),
      "/asking/searching.js": (script, PackageResources.searching_js),
      "/asking/keeping.js": (script, PackageResources.keeping_js),
      "/picture/stage.js": (script, PackageResources.stage_js),
      "/picture/lanes.js": (script, PackageResources.lanes_js),
      "/picture/grips.js": (script, PackageResources.grips_js),
      "/picture/scales.js": (script, PackageResources.scales_js),
      "/picture/calls.js": (script, PackageResources.calls_js),
      "/picture/moving.js": (script, PackageResources.moving_js),
      "/text/editor.js": (script, PackageResources.editor_js),
      "/text/completion.js": (script, PackageResources.completion_js),
      "/text/settings.js": (script, PackageResources.settings_js),
      "/text/history.js": (script, PackageResources.history_js),
      "/text/address.js": (script, PackageResources.address_js),
      "/runs/runs.js": (script, PackageResources.runs_js),
      "/runs/steps.js": (script, PackageResources.steps_js),
      "/runs/prediction.js": (script, PackageResources.prediction_js),
      "/runs/verdict.js": (script, PackageResources.verdict_js),
      "/runs/sources.js": (script, PackageResources.sources_js),
    ]
  }()

  /// The paths of the parts.
  static var paths: [String] { parts.keys.sorted() }

  /// The response for a path.
  ///
  /// - Parameter scenario: The name of the scenario that a page without a script shows; nil for the first one.
  func response(to path: String, scenario: String? = nil) -> HTTPResponse {
    if path == "/" {
      return HTTPResponse(
        contentType: "text/html; charset=utf-8", body: Array(html(scenario).utf8), headers: Self.headers)
    }
    guard let part = Self.parts[path] else { return HTTPResponse(.notFound) }
    return HTTPResponse(contentType: part.type, body: part.bytes, headers: Self.headers)
  }

  /// The page; without a script it is the timeline of a scenario as text.
  private func html(_ name: String?) -> String {
    let scenario = scenarios.first { $0.name == name } ?? scenarios.first
    let links = scenarios.map { scenario in
      "<li><a href=\"/?scenario=\(scenario.name.addingPercentEscapes())\">\(scenario.name.asMarkup)</a></li>"
    }
    return EmbeddedFile.filled(
      String(decoding: PackageResources.lab_html, as: UTF8.self),
      with: [
        // Line by line: a line feed within a text would be shown as a sign of its own.
        "timeline": timeline(of: scenario).map(\.asMarkup).joined(separator: "\n"),
        "scenarios": links.joined(separator: "\n"),
      ])
  }

  /// The lines of a scenario's timeline; none if its text has mistakes.
  private func timeline(of offered: OfferedScenario?) -> [String] {
    guard let offered else { return [] }
    let limits = limits
    let lines = try? DeepStack.run { () throws(LabRefusal) in
      HTMLPage.timeline(of: Picture(of: try RunAnswer(offered.text, limits: limits).result()), isWhole: true).lines
    }
    return lines ?? []
  }
}
