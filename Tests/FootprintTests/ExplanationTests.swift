// What a user sees of a failure in instrumented code: the properties with both lines, and how the events change them.

import EventLoops
import InstrumentedPrograms
import Testing

@testable import ScheduleTesting

@Suite("Explanations of instrumented code", .enabled(if: VirtualEventLoop.canNoteMemory)) struct ExplanationTests {
  private struct WrongSum: Error {}

  private static func failure() async throws -> ScheduleFailure? {
    await #expect(throws: ScheduleFailure.self) {
      try await explore("deposits", budget: 200) { if await twoDeposits() != 3 { throw WrongSum() } }
    }
  }

  @Test func `a failure names the property, both lines, and from which await each segment continues`() async throws {
    let text = try #require(try await Self.failure()).description
    let function = "in `Account.deposit()`"
    #expect(
      text.contains(
        "`Account.balance`: read near Accounts.swift:11 \(function), then written at Accounts.swift:12 \(function)"),
      "\(text)")
    #expect(text.contains(/runs `Account.deposit\(\)` from the `await` at Accounts.swift:11/), "\(text)")
  }

  @Test func `the page shows the property after each event that changes it, the same each time`() async throws {
    let pages = [try await Self.failure(), try await Self.failure()].map { $0?.page ?? "" }
    #expect(pages[0] == pages[1])
    let changes = pages[0].matches(of: /\n\t\tAccount.balance = (\d)/).map { String($0.1) }
    #expect(changes.first == "0" && ["1", "2"].contains(changes.last), "\(pages[0])")
    #expect(!pages[0].contains("0x") && !pages[0].contains("/"))
  }

  @Test func `the page shows values without addresses and without the order of hashes`() async throws {
    let failure = await #expect(throws: ScheduleFailure.self) {
      try await explore("shelf", budget: 200) { if await fillsShelf() != "first" { throw WrongSum() } }
    }
    let page = try #require(failure).page
    #expect(
      page.contains("Shelf.books = [\"a\": 1, \"b\": 2, \"c\": 3]"), "\(page)"
    )
    #expect(page.contains("Shelf.state = open(2)"), "\(page)")
    #expect(page.contains("Shelf.label = nil") && page.contains("Shelf.label = \"second\""), "\(page)")
  }
}
