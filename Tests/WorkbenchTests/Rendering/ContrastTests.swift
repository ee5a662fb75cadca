// The contrast of the texts of pages and pictures, computed from their style sheets, in light and in dark.

import Foundation
import Testing

@testable import Workbench

/// A style sheet: its rules, each with what it declares, for the light and the dark scheme.
private struct StyleSheet {
  /// The declarations by selector; those of the dark scheme replace those of the light one.
  private(set) var light: [String: [String: String]] = [:]
  private(set) var dark: [String: [String: String]] = [:]

  init(_ text: String) {
    let plain = text.replacing(#/\/\*[\s\S]*?\*\//#, with: "")
    let schemes = plain.matches(of: #/@media \(prefers-color-scheme: dark\) \{((?:[^{}]*\{[^{}]*\})*)\s*\}/#)
    let always = plain.replacing(#/@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}/#, with: "")
    add(always, to: &light)
    dark = light
    for scheme in schemes { add(String(scheme.output.1), to: &dark) }
  }

  private func add(_ text: String, to rules: inout [String: [String: String]]) {
    for rule in text.matches(of: #/([^{}]+)\{([^{}]*)\}/#) {
      for selector in rule.output.1.split(separator: ",") {
        for declaration in rule.output.2.split(separator: ";") {
          let parts = declaration.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
          guard parts.count == 2 else { continue }
          let name = selector.trimmingCharacters(in: .whitespacesAndNewlines)
          rules[name, default: [:]][parts[0].trimmingCharacters(in: .whitespacesAndNewlines)] = parts[1]
        }
      }
    }
  }
}

/// A colour by its parts from 0 to 1.
private struct Colour {
  let parts: [Double]

  init?(_ text: String) {
    guard text.hasPrefix("#"), text.count == 7, let number = UInt32(text.dropFirst(), radix: 16) else { return nil }
    parts = [16, 8, 0].map { Double(number >> $0 & 255) / 255 }
  }

  private init(parts: [Double]) { self.parts = parts }

  /// The colour, seen through to what is behind it.
  func over(_ other: Colour, opacity: Double) -> Colour {
    Colour(parts: zip(parts, other.parts).map { $0 * opacity + $1 * (1 - opacity) })
  }

  /// The relative luminance, as WCAG 2.2 defines it.
  private var luminance: Double {
    let linear = parts.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// The contrast of two colours, from 1 to 21.
  func contrast(to other: Colour) -> Double {
    let (darker, lighter) = (min(luminance, other.luminance), max(luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)
  }
}

@Suite struct `The contrast of texts` {
  /// The least that WCAG 2.2 asks for on its level AA.
  private static let least = 4.5

  private static let page = StyleSheet(EmbeddedFile.pageStyle)
  private static let schemes = [("light", page.light), ("dark", page.dark)]

  /// The texts of the page by the rule that colours them, and the grounds on which each may lie.
  private static let texts: [(selector: String, grounds: [String])] = [
    ("body", ["paper", "still", "now", "differs"]), ("a", ["paper"]), (".teaches", ["paper"]), (".keys", ["paper"]),
    (".controls .speed", ["paper"]), ("[data-part=count]", ["paper"]),
    (".row .when", ["paper", "still", "now", "differs"]),
    (".row.rule", ["differs"]), (".row.point .when", ["paper"]), (".row.note .when", ["paper"]),
    (".row.note.ahead", ["paper"]),
    (".many", ["paper", "still", "now", "differs"]),
    (".row.ahead", ["paper", "differs"]), (".row.rule.ahead", ["differs"]), (".row.point.ahead", ["paper"]),
    (".lane h3", ["paper"]), (".lane ul.none", ["paper"]), (".only-passing td", ["paper"]),
    (".t-keyword", ["still", "now"]), (".t-type", ["still", "now"]), (".t-string", ["still", "now"]),
    (".t-number", ["still", "now"]), (".t-comment", ["still", "now"]), (".t-attribute", ["still", "now"]),
  ]

  @Test(arguments: texts.map(\.selector))
  func `of a page is enough, in light and in dark`(selector: String) throws {
    let grounds = try #require(Self.texts.first { $0.selector == selector }).grounds
    for (name, rules) in Self.schemes {
      let variables = try #require(rules[":root"])
      func colour(_ value: String) throws -> Colour {
        let reference = value.hasPrefix("var(") ? String(value.dropFirst(4).dropLast()) : value
        let declared = variables[reference] ?? reference
        let both = declared.wholeMatch(of: #/light-dark\((.*), (.*)\)/#)
        return try #require(Colour(String(both.map { name == "dark" ? $0.2 : $0.1 } ?? declared[...])), "\(value)")
      }
      let rule = try #require(rules[selector], "the style sheet has no rule for \(selector)")
      let text = try colour(rule["color"] ?? "var(--ink)")
      for ground in grounds {
        let behind = try colour("var(--\(ground))")
        let seen = text.over(behind, opacity: rule["opacity"].flatMap(Double.init) ?? 1)
        #expect(seen.contrast(to: behind) >= Self.least, "\(name), \(selector) on \(ground)")
      }
    }
  }

  @Test func `is not lowered by opacity, but of what holds no text or cannot be used`() {
    let faded = Self.page.light.filter { $0.value["opacity"] != nil }.keys.sorted()
    #expect(faded == [".controls button[disabled]", ".row.ahead .tracks", ".track i"])
  }

  @Test func `is tested wherever a rule colours text`() {
    let coloured = Self.page.light.filter { $0.value["color"].map { $0 != "inherit" } ?? false }.keys
    #expect(Set(coloured).isSubset(of: Self.texts.map(\.selector)))
  }

  @Test(arguments: [
    ("text", ["paper", "still", "differs"]), (".faint", ["paper"]), (".legend", ["paper"]), (".frame", ["paper"]),
    (".rule", ["differs"]), (".unlike", ["differs"]),
  ])
  func `of a picture is enough, in light and in dark`(selector: String, grounds: [String]) throws {
    let sheet = StyleSheet(EmbeddedFile.timelineStyle)
    for (name, rules) in [("light", sheet.light), ("dark", sheet.dark)] {
      let text = try #require(rules[selector]?["fill"].flatMap(Colour.init))
      for ground in grounds {
        let behind = try #require(rules[".\(ground)"]?["fill"].flatMap(Colour.init))
        #expect(text.contrast(to: behind) >= Self.least, "\(name), \(selector) on \(ground)")
      }
    }
  }
}
