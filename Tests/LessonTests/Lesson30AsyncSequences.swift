// Lesson 30, async sequences: many values over time, their buffer, their end, and their readers.

import EventLoops
import ScheduleTesting
import Testing

extension Lessons {
  @Suite("Lesson 30: AsyncSequence and AsyncStream", .serialized, .enabled(if: captures))
  struct Lesson30AsyncSequences {
    // region countdown
    /// Counts down, a number each second. Each `next()` is one wait.
    struct Countdown: AsyncSequence, AsyncIteratorProtocol {
      var remaining: Int

      mutating func next() async throws -> Int? {
        guard remaining > 0 else { return nil }
        try await Task.sleep(for: .seconds(1))
        remaining -= 1
        return remaining + 1
      }

      func makeAsyncIterator() -> Self { self }
    }
    // endregion

    @Test("1. `for await` waits for each element, and ends with nil", .virtualTime)
    func countdown() async throws {
      let diary = Diary()
      // region for-await
      for try await number in Countdown(remaining: 3) {
        diary.note("\(number)")
      }
      // endregion
      #expect(diary.text == ["1000 ms 3", "2000 ms 2", "3000 ms 1"])
    }

    @Test("2. yield never waits: a bounded buffer drops the oldest or the newest elements", .virtualTime)
    func buffers() async {
      func elements(_ policy: AsyncStream<Int>.Continuation.BufferingPolicy) async -> [Int] {
        // region buffer
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: policy)
        for number in 1...5 { continuation.yield(number) }
        continuation.finish()
        var elements: [Int] = []
        for await element in stream { elements.append(element) }
        // endregion
        return elements
      }
      #expect(await elements(.unbounded) == [1, 2, 3, 4, 5])
      #expect(await elements(.bufferingOldest(2)) == [1, 2])
      #expect(await elements(.bufferingNewest(2)) == [4, 5])
    }

    @Test("3. yield returns what happened to the element")
    func results() {
      let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingOldest(1))
      var results = [continuation.yield(1), continuation.yield(2)]
      continuation.finish()
      results.append(continuation.yield(3))
      #expect(results.map { "\($0)" } == ["enqueued(remaining: 0)", "dropped(2)", "terminated"])
      withExtendedLifetime(stream) {}
    }

    @Test("4. A cancelled reader leaves the loop without an error, and onTermination reports it", .virtualTime)
    func termination() async {
      let diary = Diary()
      // region termination
      let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
      continuation.onTermination = { reason in diary.note("terminated: \(reason)") }
      let reader = Task {
        for await element in stream { diary.note("\(element)") }
        diary.note("after the loop, cancelled: \(Task.isCancelled)")
      }
      // endregion
      continuation.yield(1)
      try? await Task.sleep(for: .milliseconds(10))
      reader.cancel()
      await reader.value
      #expect(diary.text == ["0 ms 1", "10 ms terminated: cancelled", "10 ms after the loop, cancelled: true"])
      withExtendedLifetime(continuation) {}
    }

    @Test("5. Two readers of one AsyncStream share its elements: each element reaches one of them", .everySchedule)
    func readers() async {
      let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
      for number in 1...3 { continuation.yield(number) }
      continuation.finish()
      // region two-readers
      async let left = stream.reduce(into: []) { $0.append($1) }
      async let right = stream.reduce(into: []) { $0.append($1) }
      let (ofLeft, ofRight) = await (left, right)
      // endregion
      #expect((ofLeft + ofRight).sorted() == [1, 2, 3])
    }

    @Test(
      "6. A stream that unfolds asks for an element when its reader does: the source cannot run ahead", .virtualTime)
    func unfolding() async {
      let diary = Diary()
      // region unfolding
      actor Source {
        private var next = 0
        func make() -> Int? {
          next += 1
          return next <= 2 ? next : nil
        }
      }
      let source = Source()
      let stream = AsyncStream<Int> {
        let element = await source.make()
        diary.note("made \(element.map(String.init) ?? "the end")")
        return element
      }
      for await element in stream {
        try? await Task.sleep(for: .milliseconds(10))
        diary.note("used \(element)")
      }
      // endregion
      #expect(diary.text == ["0 ms made 1", "10 ms used 1", "10 ms made 2", "20 ms used 2", "20 ms made the end"])
    }

    @Test("7. With callbacks the same is a closure that is called many times, and a handle")
    func callbacks() {
      let loop = VirtualEventLoop()
      let ticks = LoopConfined<[Instant]>([], on: loop)
      // region repeated
      let timer = loop.scheduleRepeated(every: .seconds(1)) { _ in ticks.withValue { $0.append(loop.now) } }
      loop.schedule(after: .milliseconds(2_500)) { timer.cancel() }
      // endregion
      loop.run()
      #expect(ticks.value == [.seconds(1), .seconds(2)])
    }
  }
}
