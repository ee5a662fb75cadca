// The account of open obligations, beside a plain dictionary.

import Testing

@testable import EventLoops

@Suite("The account of open obligations")
struct LedgerTests {
  @Test(arguments: [3, 50, 20_000])
  func `open obligations are reported by name, in the order of opening, as by a plain dictionary`(labels: Int) {
    var ledger = Ledger()
    var generator = SeededGenerator(seed: 18)
    var open: [(id: Obligation.ID, label: String)] = []
    for step in 0..<20_000 {
      if open.isEmpty || Int.random(in: 0..<5, using: &generator) > 1 && open.count < 400 {
        let label = "reply \(Int.random(in: 0..<labels, using: &generator))"
        let site = SourceSite(fileID: #fileID, line: UInt(labels))
        open.append((ledger.open(.promise, label, at: site, since: .zero, task: nil), label))
      } else {
        let (id, label) = open.remove(at: Int.random(in: 0..<open.count, using: &generator))
        let told = ledger.name(of: id)
        #expect(told?.label == label)
        let closings = [ledger.close(id), ledger.close(id)]
        #expect(closings == [true, false], "it can be closed once")
      }
      if step.isMultiple(of: 1_000) {
        let (count, leftovers) = (ledger.openCount, ledger.leftovers)
        #expect(count == open.count)
        #expect(leftovers.map(\.label) == open.map(\.label))
      }
    }
    let capacity = ledger.capacity
    #expect(capacity.slots <= 400, "memory follows what was open at a time")
    #expect(capacity.rareNames == open.count { !$0.id.isNamed })
  }

  @Test func `a closed obligation is reported by its name unless there were too many`() {
    var ledger = Ledger()
    let site = SourceSite(fileID: #fileID, line: 7)
    let ids = (0..<5_000).map { ledger.open(.promise, "reply \($0)", at: site, since: .zero, task: nil) }
    for id in ids { _ = ledger.close(id) }
    let told = ids.map { ledger.name(of: $0)?.label }
    #expect(told.prefix(4_096) == (0..<4_096).map { "reply \($0)" }[...])
    #expect(told.dropFirst(4_096).allSatisfy { $0 == nil }, "the code that opened it keeps such a name")
    #expect(ids.map(\.isNamed) == told.map { $0 != nil })
  }
}
