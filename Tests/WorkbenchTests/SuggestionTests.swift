// What is suggested for a misspelt word, and what is not.

import Testing
import Workbench

struct `A misspelt word` {
  static let keywords = ["title", "program", "call", "cancel", "step", "start"]

  @Test(arguments: [
    ("titel", "title"), ("progam", "program"), ("cal", "call"), ("cll", "call"), ("canncel", "cancel"),
    ("STEP", "step"), ("satrt", "start"), ("call", "call"),
  ])
  func `is given the nearest candidate`(word: String, expected: String) {
    #expect(Suggestion.closest(to: word, in: Self.keywords) == expected)
  }

  @Test(arguments: ["", "zzz", "tale", "cancellation", "st-p-", "proram-me"])
  func `is given none if none is near`(word: String) {
    #expect(Suggestion.closest(to: word, in: Self.keywords) == nil)
  }

  @Test func `takes the first of equally near candidates`() {
    #expect(Suggestion.closest(to: "bat", in: ["cat", "bar", "hat"]) == "cat")
    #expect(Suggestion.closest(to: "bat", in: ["hat", "bar", "cat"]) == "hat")
  }

  @Test func `swapped neighbours count as one slip`() {
    #expect(Suggestion.closest(to: "ba", in: ["ab"]) == "ab")
    #expect(Suggestion.closest(to: "ca", in: ["abc"]) == nil)
  }

  @Test func `of more than 64 characters gets none`() {
    let longest = String(repeating: "a", count: 64)
    #expect(Suggestion.closest(to: longest, in: [longest]) == longest)
    #expect(Suggestion.closest(to: longest + "a", in: [longest + "a"]) == nil)
  }
}
