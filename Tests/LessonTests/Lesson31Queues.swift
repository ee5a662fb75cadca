// Lesson 31, queues: producers put jobs in, consumers take them out, and a full queue slows the producer down.

import Comparison
import EventLoops
import Pipelines
import Promises
import Testing

extension Lessons {
  @Suite("Lesson 31: Queues", .serialized, .enabled(if: captures))
  struct Lesson31Queues {
    @Test("1. With callbacks a consumer takes its next job in the callback of the one before")
    func callbacks() {
      let loop = VirtualEventLoop()
      let done = LoopConfined<[String]>([], on: loop)
      // region callback-consumers
      let queue = CallbackQueue(on: loop)
      @Sendable func consume(_ name: String) {
        queue.take { job in
          loop.schedule(after: .milliseconds(10)) {
            done.withValue { $0.append("\(loop.now) \(name) did \(job)") }
            consume(name)
          }
        }
      }
      loop.post {
        for name in ["a", "b"] { consume(name) }
        for job in 1...4 { queue.put(job) }
      }
      // endregion
      loop.run()
      #expect(done.value == ["10ms a did 1", "10ms b did 2", "20ms a did 3", "20ms b did 4"])
    }

    @Test("2. With futures the wait for a job is a value, and the loop of the consumer is a chain")
    func futures() {
      let loop = VirtualEventLoop()
      let done = LoopConfined<[String]>([], on: loop)
      // region future-consumers
      let queue = FutureQueue(on: loop)
      @Sendable func consume(_ name: String) {
        queue.take().delay(by: .milliseconds(10)).whenSuccess { job in
          done.withValue { $0.append("\(loop.now) \(name) did \(job)") }
          consume(name)
        }
      }
      loop.post {
        for name in ["a", "b"] { consume(name) }
        for job in 1...4 { queue.put(job) }
      }
      // endregion
      loop.run()
      #expect(done.value == ["10ms a did 1", "10ms b did 2", "20ms a did 3", "20ms b did 4"])
    }

    @Test("3. With tasks a consumer is a for loop, and the end of the queue is the end of the loop")
    func tasks() throws {
      let loop = VirtualEventLoop(capturing: .everything)
      let diary = LoopConfined<[String]>([], on: loop)
      try loop.run {
        // region task-consumers
        let queue = BoundedQueue(on: loop, room: 10)
        try await withThrowingTaskGroup { group in
          for name in ["a", "b"] {
            group.addTask {
              try await queue.forEach { job in
                try await loop.sleep(for: .milliseconds(10))
                diary.withValue { $0.append("\(loop.now) \(name) did \(job)") }
              }
            }
          }
          for job in 1...4 { try await queue.put(job) }
          queue.finish()
          try await group.waitForAll()
        }
        // endregion
      }
      #expect(diary.value == ["10ms a did 1", "10ms b did 2", "20ms a did 3", "20ms b did 4"])
    }

    @Test("4. A queue with bounded room makes a fast producer wait for its consumer")
    func backPressure() throws {
      let loop = VirtualEventLoop(capturing: .everything)
      let diary = LoopConfined<[String]>([], on: loop)
      try loop.run {
        // region back-pressure
        let queue = BoundedQueue(on: loop, room: 1)
        async let consumer: Void = queue.forEach { job in
          try await loop.sleep(for: .milliseconds(10))
        }
        for job in 1...3 {
          try await queue.put(job)
          diary.withValue { $0.append("\(loop.now) put \(job)") }
        }
        queue.finish()
        try await consumer
        // endregion
      }
      #expect(diary.value.count == 3)
      #expect(diary.value.last == "10ms put 3")
    }

    @Test("5. In every style the producer puts a job when there is room, and a failure drops the jobs that wait")
    func wholeProgram() {
      var plan = Plan(latency: .milliseconds(10) ... .milliseconds(10))
      plan.settings = ["jobs": .number(4), "consumers": .number(1), "room": .number(1)]
      func lines(_ run: StyleRun, _ words: [String]) -> [String] {
        run.events.map { "\($0.instant) \($0.text(among: 1))" }.filter { line in words.contains { line.contains($0) } }
      }
      for run in runs(of: WorkQueue.program, under: plan) {
        #expect(lines(run, [" put "]) == ["0ms put job-1", "0ms put job-2", "10ms put job-3", "20ms put job-4"])
      }
      plan.calls["job-1"] = CallBehaviour(
        latency: .milliseconds(10) ... .milliseconds(10), answer: .fails(APIError(status: 503, reason: "busy")))
      for run in runs(of: WorkQueue.program, under: plan) {
        let ends = lines(run, ["sent", "finished"])
        #expect(ends == ["0ms job-1 sent \"job-1\"", "10ms finished failed 503 \"busy\""])
        #expect(run.report.isClean)
      }
    }
  }
}
