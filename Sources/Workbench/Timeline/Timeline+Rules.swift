// The rules behind the differences of a timeline, each once in each place.

package import Comparison

extension Timeline {
  /// Why the lanes part in a row: one rule, for all the aspects that it explains there.
  package struct PlacedRule: Sendable {
    /// The row in which the differences first show.
    package let row: Int
    /// The aspects that differ.
    package internal(set) var aspects: [Aspect]
    /// The rule; where none is known, what each style did.
    package let text: String

    /// The aspects and the rule, as a picture has them.
    package var words: String { "\(aspects.map(\.rawValue).formattedList): \(text)" }
  }

  /// The rules behind the differences that show in a row, in the order of the rows.
  package var rules: [PlacedRule] {
    var rules: [PlacedRule] = []
    var places: [Place: Int] = [:]
    for placed in differences {
      guard let row = placed.row else { continue }
      let text = rule(of: placed.difference)
      if let known = places[Place(row: row, text: text)] {
        rules[known].aspects.append(placed.difference.aspect)
      } else {
        places[Place(row: row, text: text)] = rules.count
        rules.append(PlacedRule(row: row, aspects: [placed.difference.aspect], text: text))
      }
    }
    return rules.sorted { $0.row < $1.row }
  }

  /// The rule behind a difference, in the language of the timeline; where none is known, what each style did.
  private func rule(of difference: Difference) -> String {
    if difference.mechanisms.isEmpty { return difference.parting }
    return difference.rules.map(language.text).joined(separator: "; ")
  }

  private struct Place: Hashable {
    let row: Int
    let text: String
  }
}

extension SemanticEvent.Kind {
  /// The words for places where the mark says already that a call was sent or replied to; nil for all other events.
  var terse: String? {
    switch self {
    case .sent(let call, let request): "\(callLabel(call)) \(quoted(request))"
    case .replied(let call, let reply): "\(callLabel(call)) \(quoted(reply))"
    default: nil
    }
  }
}
