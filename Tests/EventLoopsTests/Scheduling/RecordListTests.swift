// The lists of schedule records, and the memory that they use one after another.

import Testing

@testable import EventLoops

/// One after another, since all lists of the process share the spare memory; other suites may use it at the same time.
@Suite(.serialized) struct RecordListTests {
  @Test func `a list keeps what is added while it grows`() {
    let list = RecordList<Int>(.accesses, capacity: 1)
    // Enough that its last blocks are larger than those that are kept.
    let count = 4 * SpareMemory.mostBytes / MemoryLayout<Int>.stride
    for number in 0..<count { list.append(number) }
    #expect(Array(list) == Array(0..<count))
    list[500] = -1
    #expect(list[500] == -1 && list.count == count && list.last == count - 1)
  }

  @Test func `an element is added before another one`() {
    let list = RecordList<Int>(.accesses, capacity: 1)
    for number in [1, 2, 4] { list.append(number) }
    list.insert(3, at: 2)
    list.insert(0, at: 0)
    list.insert(5, at: 5)
    #expect(Array(list) == [0, 1, 2, 3, 4, 5])
    #expect(list.copy(2..<4) == [2, 3])
  }

  @Test func `the elements behind a place are put in order`() {
    let list = RecordList<Int>(.accesses, capacity: 1)
    for number in [9, 8, 3, 1, 2] { list.append(number) }
    list.sort(from: 2) { $0 < $1 }
    #expect(Array(list) == [9, 8, 1, 2, 3])
  }

  @Test func `a list in memory of an earlier one is empty and has its own content`() {
    for round in 0..<50 {
      let list = RecordList<Int>(.events, capacity: 100)
      #expect(list.isEmpty)
      for number in 0..<100 { list.append(round + number) }
      #expect(Array(list) == Array(round..<round + 100))
    }
  }

  @Test func `lists that exist at the same time have memory of their own`() {
    let lists = (0..<40).map { _ in RecordList<Int>(.steps, capacity: 10) }
    for (number, list) in lists.enumerated() { for _ in 0..<20 { list.append(number) } }
    for (number, list) in lists.enumerated() { #expect(Array(list) == Array(repeating: number, count: 20)) }
  }

  @Test func `a list leaves its memory to the next one`() async {
    // In a process of its own, since other suites take spare memory at the same time.
    await #expect(processExitsWith: .success) {
      func address() -> UInt { UInt(bitPattern: RecordList<Int>(.events, capacity: 1_000).elements) }
      let first = address()
      precondition(SpareMemory.kept.blocks == 1)
      precondition(address() == first)
      precondition(SpareMemory.kept.blocks == 1)
    }
  }

  @Test func `spare memory is bounded`() {
    do {
      let many = (0..<3 * SpareMemory.mostBlocks).map { _ in RecordList<Int>(.steps, capacity: 10) }
      #expect(many.count == 3 * SpareMemory.mostBlocks)
    }
    #expect(SpareMemory.kept.blocks > 0)
    #expect(SpareMemory.kept.blocks <= SpareMemory.mostBlocks)
    let before = SpareMemory.take(for: .steps, atLeast: 2 * SpareMemory.mostBytes)
    #expect(before.size >= 2 * SpareMemory.mostBytes)
    SpareMemory.giveBack(before)
    #expect(SpareMemory.kept.mostBytes <= SpareMemory.mostBytes)
  }

  @Test func `a place in the code keeps as many callers as it has room for`() {
    let sites = CallSites(atMost: 4) { sites, most in
      for index in 0..<most { sites[index] = UInt(index + 7) }
      return most
    }
    #expect(sites.all == [7, 8, 9, 10])
    #expect(CallSites().all.isEmpty)
  }
}
