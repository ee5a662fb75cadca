// The numbers of names, also when many names share a bucket.

import Testing

@testable import EventLoops

@Suite("Names by number")
struct EventNamesTests {
  @Test func `a literal keeps its number, among however many others`() {
    var names = EventNames()
    let sites = (1...500).map { SourceSite(fileID: #fileID, line: $0) }
    let first = sites.map { names.number(of: "event" as StaticString, at: $0) }
    #expect(Set(first).count == 500, "each place has a number of its own")
    #expect(sites.map { names.number(of: "event" as StaticString, at: $0) } == first)
    #expect(sites.reversed().map { names.number(of: "event" as StaticString, at: $0) } == first.reversed())
    for (number, site) in zip(first, sites) {
      #expect(names[number].label == "event")
      #expect(names[number].site == site)
    }
  }

  @Test func `a few names that come in turn are found again, wherever they lie`() {
    // Of 300 groups of four places, some thirty have two that lie in the same bucket.
    var generator = SeededGenerator(seed: 18)
    for _ in 0..<300 {
      var names = EventNames()
      let sites = (0..<4).map { _ in
        SourceSite(fileID: #fileID, line: UInt.random(in: 1...100_000, using: &generator))
      }
      let first = sites.map { names.number(of: String("event"), at: $0) }
      #expect(sites.map { names.number(of: String("event"), at: $0) } == first)
    }
  }

  @Test func `dynamic labels get numbers, and reports show the labels`() {
    var names = EventNames()
    let site = SourceSite(fileID: #fileID, line: 1)
    let numbers = (0..<1_000).map { names.number(of: "request \($0)", at: site) }
    #expect(numbers.enumerated().allSatisfy { names[$1].label == "request \($0)" })
    #expect(names.number(of: "request 999", at: site) == numbers[999])
  }

  @Test func `labels of one place of one length and with one ending have numbers of their own`() {
    var names = EventNames()
    let site = SourceSite(fileID: #fileID, line: 1)
    let labels = ["", "a", "ab", "first of three", "other of three", "third of three"]
    let numbers = labels.suffix(3).map { names.number(of: $0, at: site) }
    #expect(Set(numbers).count == 3)
    #expect(labels.suffix(3).map { names.number(of: $0, at: site) } == numbers)
    #expect(Set(labels.map { names.number(of: $0, at: site) }).count == labels.count)
  }

  @Test func `names have no number once there are as many as are kept, and the others keep theirs`() {
    var names = EventNames(limit: 10)
    let site = SourceSite(fileID: #fileID, line: 1)
    let numbers = (0..<20).map { names.number(of: "request \($0)", at: site) }
    #expect(numbers == (0..<10).map { $0 } + Array(repeating: -1, count: 10))
    #expect((0..<10).map { names[$0].label } == (0..<10).map { "request \($0)" })
    #expect(names[-1].label.isEmpty)
  }
}
