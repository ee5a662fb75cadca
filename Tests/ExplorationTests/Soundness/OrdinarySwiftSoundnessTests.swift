// Actors, streams and the values of tasks: their order is seen without any help of the program.

import EventLoops
import Testing

@testable import Exploration

/// Ordinary means of Swift concurrency as the search sees them.
@Suite("Actors, streams and task values in the search") struct OrdinarySwiftSoundnessTests {
  private actor Recorder {
    var numbers: [Int] = []
    func add(_ number: Int) { numbers.append(number) }
    var text: String { numbers.map(String.init).joined() }
  }

  private static let permutations = ["012", "021", "102", "120", "201", "210"]

  @Test("Three tasks reach an actor in each of the six orders.")
  func actor() {
    let search = CompleteSearch { loop in
      let recorder = Recorder()
      let result = LoopConfined("", on: loop)
      let tasks = (0..<3).map { number in loop.spawn { await recorder.add(number) } }
      loop.spawn {
        for task in tasks { _ = try await task.value }
        result.value = await recorder.text
      }
      return { result.value }
    }
    #expect(search.outcomes == Self.permutations)
  }

  @Test("Three tasks yield to a stream in each of the six orders.")
  func stream() {
    let search = CompleteSearch { loop in
      let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
      let result = LoopConfined("", on: loop)
      for number in 0..<3 { loop.spawn { continuation.yield(number) } }
      loop.schedule(after: .milliseconds(1)) { continuation.finish() }
      loop.spawn {
        var numbers = ""
        for await number in stream { numbers += "\(number)" }
        result.value = numbers
      }
      return { result.value }
    }
    #expect(search.outcomes == Self.permutations)
    #expect(search.isComplete)
  }

  @Test("A yield conflicts with the end of the stream.")
  func yieldAndFinish() {
    let search = CompleteSearch { loop in
      let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
      let result = LoopConfined("", on: loop)
      loop.post {
        if case .enqueued = continuation.yield(3) { result.value = "enqueued" } else { result.value = "terminated" }
      }
      loop.spawn { continuation.finish() }
      return {
        _ = stream
        return result.value
      }
    }
    #expect(search.outcomes == ["enqueued", "terminated"])
  }

  @Test("Cancelling the consumer of a stream conflicts with a yield.")
  func yieldAndCancellation() {
    let search = CompleteSearch { loop in
      let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
      let result = LoopConfined("", on: loop)
      let consumer = loop.spawn { for await _ in stream {} }
      loop.schedule(after: .milliseconds(1)) { consumer.cancel() }
      loop.schedule(after: .milliseconds(1)) {
        if case .enqueued = continuation.yield(3) { result.value = "enqueued" } else { result.value = "terminated" }
      }
      return { result.value }
    }
    #expect(search.outcomes == ["enqueued", "terminated"])
  }

  @Test("Whether a task finds another one finished when it asks for its value depends on the schedule.")
  func valueOfATask() {
    let search = CompleteSearch { loop in
      let a = LoopConfined(0, on: loop)
      let seen = LoopConfined(0, on: loop)
      let first = loop.spawn {}
      loop.spawn {
        loop.post { seen.value = a.value }
        try await first.value
        a.value = 1
      }
      return { "\(seen.value)" }
    }
    #expect(search.outcomes == ["0", "1"])
    #expect(search.isComplete)
  }

  @Test("A complete search has run every class that random schedules meet.")
  func valuesOfFourTasks() {
    let subject = Subject("four values") { loop in
      let log = SharedLog(on: loop)
      let tasks = (0..<4).map { number in loop.spawn { log.add("\(number)") } }
      loop.spawn { for task in tasks { try await task.value } }
      return { _ in Verdict(log.text) }
    }
    let search = ScheduleExploration(of: subject, Effort(runs: 100_000, reversals: nil, seededRuns: 0, auditRuns: 0))
    let audited = ScheduleExploration(of: subject, Effort(runs: 100_000, reversals: nil, seededRuns: 0, auditRuns: 500))
    #expect(search.isComplete && search.classes == 24)
    #expect(audited.classes == 24)
  }
}
