// The append-only list, whose readers share memory with its owner.

import Testing

@testable import EventLoops

@Suite("The list that is only added to")
struct AppendOnlyListTests {
  @Test func `what was there when a reader asked is all that it reads, however long the list grows`() {
    var list = AppendOnlyList<Int>()
    let (none, last) = (list.prefix, list.last)
    #expect(none.isEmpty)
    #expect(last == nil)
    var prefixes: [AppendOnlyList<Int>.Prefix] = []
    // The memory is exchanged at 64, 512, 4,096 and 32,768.
    for value in 0..<70_000 {
      if value.isMultiple(of: 1_000) || value == 64 { prefixes.append(list.prefix) }
      list.append(value)
    }
    for prefix in prefixes { #expect(prefix.elementsEqual(0..<prefix.count)) }
    #expect(prefixes.map(\.count) == [0, 64] + (1..<70).map { $0 * 1_000 })
    let (all, end) = (list.prefix, list.last)
    #expect(all.elementsEqual(0..<70_000))
    #expect(end == 69_999)
  }

  @Test(arguments: [1, 64, 65, 513, 5_000, 40_000])
  func `there is memory for at most eight times as many values as there are`(count: Int) {
    var list = AppendOnlyList<Int>()
    for value in 0..<count { list.append(value) }
    let capacity = list.capacity
    #expect(capacity <= max(64, 8 * count))
  }

  @Test func `what a reader holds outlives the list`() {
    func prefix(of count: Int) -> AppendOnlyList<Int>.Prefix {
      var list = AppendOnlyList<Int>()
      for value in 0..<count { list.append(value) }
      return list.prefix
    }
    #expect(prefix(of: 100).elementsEqual(0..<100))
  }

  @Test func `the trace of a report does not change while the loop continues`() {
    let loop = VirtualEventLoop()
    for _ in 0..<10 { loop.post("early") {} }
    let early = loop.run().trace
    for _ in 0..<200 { loop.post("late") {} }
    let late = loop.run().trace
    #expect(early.events.map(\.label) == Array(repeating: "early", count: 10))
    #expect(late.events.map(\.label) == Array(repeating: "early", count: 10) + Array(repeating: "late", count: 200))
    #expect(early.order == Array(0..<10))
  }
}
