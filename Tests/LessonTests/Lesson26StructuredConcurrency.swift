// Lesson 26, structured concurrency: which child an error cancels, which one it waits for, and what is dropped.

import Callbacks
import EventLoops
import Promises
import ScheduleTesting
import Testing

extension Lessons {
  @Suite("Lesson 26: Structured concurrency", .serialized, .enabled(if: captures))
  struct Lesson26StructuredConcurrency {
    /// Runs a body and notes how it ends.
    private func ending(_ diary: Diary, _ body: () async throws -> Void) async -> [String] {
      do {
        try await body()
        diary.note("returned")
      } catch let error as WorkFailure {
        diary.note("threw the error of \(error.name)")
      } catch {
        diary.note("threw \(error)")
      }
      return diary.text
    }

    @Test("1. A group that reads its results throws the first error, and cancels the other children", .virtualTime)
    func reading() async {
      let diary = Diary()
      let lines = await ending(diary) {
        // region reading-group
        try await withThrowingTaskGroup(of: String.self) { group in
          group.addTask { try await diary.work("fast", for: 10) }
          group.addTask { try await diary.work("broken", for: 20, failing: true) }
          group.addTask { try await diary.work("slow", for: 50) }
          for try await _ in group {}
        }
        // endregion
      }
      #expect(
        lines == ["10 ms fast ends", "20 ms broken fails", "20 ms slow cancelled", "20 ms threw the error of broken"])
    }

    @Test("2. waitForAll throws the first error only when the last child has ended", .virtualTime)
    func waiting() async {
      let diary = Diary()
      let lines = await ending(diary) {
        // region waiting-group
        try await withThrowingTaskGroup(of: String.self) { group in
          group.addTask { try await diary.work("broken", for: 20, failing: true) }
          group.addTask { try await diary.work("slow", for: 50) }
          try await group.waitForAll()
        }
        // endregion
      }
      #expect(lines == ["20 ms broken fails", "50 ms slow ends", "50 ms threw the error of broken"])
    }

    @Test("3. A group that reads nothing waits for its children and drops their errors", .virtualTime)
    func dropping() async {
      let diary = Diary()
      let lines = await ending(diary) {
        // region unread-group
        await withThrowingTaskGroup(of: String.self) { group in
          group.addTask { try await diary.work("broken", for: 20, failing: true) }
          group.addTask { try await diary.work("slow", for: 50) }
        }
        // endregion
      }
      #expect(lines == ["20 ms broken fails", "50 ms slow ends", "50 ms returned"])
    }

    @Test("4. A discarding group throws the first error by itself, and cancels the other children", .virtualTime)
    func discarding() async {
      let diary = Diary()
      let lines = await ending(diary) {
        // region discarding-group
        try await withThrowingDiscardingTaskGroup { group in
          group.addTask { _ = try await diary.work("broken", for: 20, failing: true) }
          group.addTask { _ = try await diary.work("slow", for: 50) }
        }
        // endregion
      }
      #expect(lines == ["20 ms broken fails", "20 ms slow cancelled", "20 ms threw the error of broken"])
    }

    @Test("5. An async let that is not awaited is cancelled at the end of its scope, and waited for", .virtualTime)
    func unawaited() async {
      let diary = Diary()
      let lines = await ending(diary) {
        // region unawaited
        async let _ = diary.work("unused", for: 50)
        _ = try await diary.work("used", for: 10)
        // endregion
      }
      #expect(lines == ["10 ms used ends", "10 ms unused cancelled", "10 ms returned"])
    }

    @Test("6. A scope waits also for a child that does not react to its cancellation", .virtualTime)
    func stubborn() async {
      let diary = Diary()
      let lines = await ending(diary) {
        // region stubborn
        try await withThrowingDiscardingTaskGroup { group in
          group.addTask { _ = try await diary.work("broken", for: 20, failing: true) }
          group.addTask { _ = await Task { try await diary.work("stubborn", for: 50) }.result }
        }
        // endregion
      }
      #expect(lines == ["20 ms broken fails", "50 ms stubborn ends", "50 ms threw the error of broken"])
    }

    @Test(
      "7. A cancelled group still starts a child that is added, and the child is cancelled from its beginning",
      .virtualTime)
    func lateChild() async {
      let states = await withTaskGroup(of: Bool.self) { group in
        group.cancelAll()
        group.addTask { Task.isCancelled }
        let isAdded = group.addTaskUnlessCancelled { true }
        return (await group.next(), isAdded)
      }
      #expect(states.0 == true)
      #expect(states.1 == false)
    }

    @Test("8. With callbacks the same needs a counter and a scope; with futures it is an argument of `all`")
    func otherStyles() {
      let loop = VirtualEventLoop()
      let said = LoopConfined<[String]>([], on: loop)
      // region all-cancelling
      let broken = Promise<String>(on: loop, "broken")
      let slow = Promise<String>(on: loop, "slow")
      slow.onCancel {
        said.withValue { $0.append("\(loop.now) slow cancelled") }
        slow.fail(CancellationError())
      }
      loop.schedule(after: .milliseconds(20)) { broken.fail(WorkFailure(name: "broken")) }
      Future.all([broken.future, slow.future], on: loop, cancelsOthers: true).whenFailure { error in
        said.withValue { $0.append("\(loop.now) \(error)") }
      }
      // endregion
      #expect(loop.run().isClean)
      #expect(said.value == ["20ms slow cancelled", #"20ms WorkFailure(name: "broken")"#])
    }
  }
}
