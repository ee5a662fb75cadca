// What the page has to know once: the statements, the programs, the scenarios, the marks.

import Comparison
import Pipelines
import Workbench

/// Tells the page about Braid.
enum AboutAnswer {
  /// The answer.
  ///
  /// - Parameter scenarios: The scenarios that the page offers; the first one is where it begins.
  static func bytes(_ scenarios: [OfferedScenario]) -> [UInt8] {
    let isBug = Set(BugCatalog.bugs.flatMap { [$0.buggy.name, $0.fixed.name] })
    return LabAnswer.made("about") { json in
      json.member("statements", ScenarioFormat.statements) { json, statement in
        json.object { json in
          json.member("keyword", statement.keyword)
          json.member("usages", statement.usages)
          json.member("meaning", statement.meaning)
        }
      }
      json.member("programs", Catalog.nameable) { json, program in
        json.object { json in
          json.member("name", program.name)
          json.member("summary", program.summary)
          json.member("bug", isBug.contains(program.name))
          json.member("settings", program.settings) { SettingEntry.write($1, to: &$0) }
        }
      }
      json.member("scenarios", scenarios) { json, scenario in
        json.object { json in
          json.member("name", scenario.name)
          json.member("text", scenario.text)
        }
      }
      json.member("marks", SVGMark.allCases) { json, mark in
        json.list([mark.rawValue, mark.path, mark.legend]) { $0.value($1) }
      }
    }
  }
}
