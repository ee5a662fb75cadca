// The words of the player: each has a translation, and the script has no words besides.

import Foundation
import Testing

@testable import Workbench

@Suite struct `The words of the player` {
  private static let names = Set(
    EmbeddedFile.playerTemplate.matches(of: #/\{\{([^{}]+)\}\}/#).map { String($0.output.1) }
      + EmbeddedFile.playerScript.matches(of: #/say\("([^"]+)"/#).map { String($0.output.1) }
  ).subtracting(["words", "english"])

  @Test func `each have a Korean translation, and there is no other`() {
    #expect(Self.names.count > 25)
    #expect(Set(PlayerWords.korean.keys) == Self.names)
    for (english, korean) in PlayerWords.korean {
      #expect(
        korean.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) } || english.hasPrefix("{"), "\(english)")
      let places = [english, korean].map { Set($0.matches(of: #/\{\w+\}/#).map { String($0.output) }) }
      #expect(places[0] == places[1], "\(english)")
    }
  }

  @Test func `are in no place of the script that is not translated`() {
    for line in EmbeddedFile.playerScript.split(separator: "\n") {
      let shown = line.matches(of: #/(?:textContent = |"aria-(?:label|valuetext)", |make\("\w+", "\w*", )"([^"]*)"/#)
      for text in shown.map({ String($0.output.1) }) {
        #expect(!text.contains(#/[a-z]{2}/#), "\(line)")
      }
    }
    for text in EmbeddedFile.playerTemplate.replacing(#/\{\{[^{}]*\}\}|<[^>]*>/#, with: "").split(separator: "\n") {
      #expect(
        text.matches(of: #/[A-Za-z]{2,}/#).allSatisfy { ["Home", "End", "Space"].contains(String($0.output)) },
        "\(text)")
    }
    let labels = EmbeddedFile.playerTemplate.matches(of: #/(?:aria-label|title)="([^"]*)"/#).map { String($0.output.1) }
    #expect(labels.count > 10 && labels.allSatisfy { $0.hasPrefix("{{") }, "\(labels)")
  }

  @Test func `are those of the language in the parts, and of English without a trace of it`() {
    let (english, korean) = (EmbeddedFile.playerParts(in: .english), EmbeddedFile.playerParts(in: .korean))
    #expect(!english.contains("{{") && !korean.contains("{{"))
    #expect(english.contains("aria-label=\"First step\"") && !english.contains("data-words"))
    #expect(korean.contains("aria-label=\"첫 단계\"") && korean.contains("data-words=\"{&quot;"))
    for name in Self.names where name.count > 6 {
      #expect(!korean.contains(">\(name)<") && !korean.contains("=\"\(name)\""))
    }
  }
}
