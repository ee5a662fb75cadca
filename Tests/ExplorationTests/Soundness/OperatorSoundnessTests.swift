// The search finds every outcome of the operators that wait for several things, or for time.

import Callbacks
import EventLoops
import Promises
import Testing

@testable import Exploration

/// Programs in which the order of events decides what an operator comes to.
struct OperatorProgram: CustomTestStringConvertible, Sendable {
  struct Refusal: Error {}

  let testDescription: String
  let start: @Sendable (VirtualEventLoop) -> @Sendable () -> String

  /// A program on two promises, one of which is kept and the other failed, with a cancellation besides.
  init(
    _ name: String, cancels: Bool = true,
    _ make: @escaping @Sendable (VirtualEventLoop, Future<String>, Future<String>, SharedLog) -> any Cancellable
  ) {
    testDescription = name
    start = { loop in
      let log = SharedLog(on: loop)
      let (one, other) = (Promise<String>(on: loop, "one"), Promise<String>(on: loop, "other"))
      let work = make(loop, one.future, other.future, log)
      loop.post { one.succeed("1") }
      loop.post { other.fail(Refusal()) }
      if cancels { loop.post { work.cancel() } }
      return { log.text }
    }
  }

  static func word<Value>(_ result: Result<Value, any Error>) -> String {
    switch result {
    case .success(let value): "\(value)"
    case .failure(is CancellationError): "cancelled"
    case .failure: "failed"
    }
  }

  static let all = [
    OperatorProgram("and") { _, one, other, log in
      let both = one.and(other.recover { _ in "2" })
      both.whenComplete { log.add(word($0.map { $0.0 + $0.1 })) }
      return both
    },
    OperatorProgram("all of three, with an error") { loop, one, other, log in
      let all = Future.all(one, other, one.map(\.count), cancelsOthers: true)
      all.whenComplete { log.add(word($0)) }
      one.whenComplete { log.add(word($0)) }
      return all
    },
    OperatorProgram("allSettled") { loop, one, other, log in
      let all = Future.allSettled([one, other], on: loop)
      all.whenComplete { log.add(word($0.map { $0.map(word).joined(separator: "+") })) }
      loop.post { log.add("\(all.isSettled)") }
      return all
    },
    OperatorProgram("fold") { loop, one, other, log in
      let folded = one.fold([other.recover { _ in "2" }, one]) { left, right in
        log.add(left + right)
        return .succeeded(left + right, on: loop)
      }
      folded.whenComplete { log.add(word($0)) }
      return folded
    },
    OperatorProgram("reduce") { loop, one, other, log in
      let sum = Future.reduce("", [one, other], on: loop) { $0 + $1 }
      sum.whenComplete { log.add(word($0)) }
      return sum
    },
    OperatorProgram("cascade") { loop, one, other, log in
      let promise = Promise<String>(on: loop, "target")
      one.cascade(to: promise)
      promise.future.whenComplete { log.add(word($0)) }
      other.whenFailure { _ in log.add("other") }
      return promise.future
    },
    OperatorProgram("delay", cancels: false) { loop, one, _, log in
      let delayed = one.delay(by: .milliseconds(1))
      delayed.whenComplete { log.add(word($0)) }
      loop.schedule(after: .milliseconds(1)) { delayed.cancel() }
      return delayed
    },
    OperatorProgram("retry") { loop, one, other, log in
      let count = LoopConfined(0, on: loop)
      let work = Future<String>.retry(RetryPolicy(attempts: 2, pause: .milliseconds(1)), on: loop) {
        count.value += 1
        return count.value == 1 ? other : one
      }
      work.whenComplete { log.add(word($0)) }
      loop.schedule(after: .milliseconds(1)) { work.cancel() }
      return Uncancellable()
    },
    OperatorProgram("retry, with callbacks") { loop, _, _, log in
      let count = LoopConfined(0, on: loop)
      let work = loop.retry(RetryPolicy(attempts: 2, pause: .milliseconds(1))) { completion in
        count.value += 1
        let number = count.value
        log.add("attempt")
        let timer = loop.schedule(after: .milliseconds(1)) {
          completion(number == 1 ? .failure(Refusal()) : .success("2"))
        }
        return CancellationHandle {
          if timer.cancel() { loop.post { completion(.failure(CancellationError())) } }
        }
      } completion: {
        log.add(word($0))
      }
      loop.schedule(after: .milliseconds(2)) { work.cancel() }
      return Uncancellable()
    },
    OperatorProgram("a repeated timer", cancels: false) { loop, _, _, log in
      let timer = loop.scheduleRepeated(every: .milliseconds(1)) { _ in log.add("tick") }
      loop.schedule(after: .milliseconds(2)) { timer.cancel() }
      loop.schedule(after: .milliseconds(2)) { log.add("\(timer.isCancelled)") }
      return timer
    },
    OperatorProgram("ticks of a task", cancels: false) { loop, _, _, log in
      let task = loop.spawn {
        for await _ in loop.ticks(every: .milliseconds(1)) { log.add("tick") }
        log.add("end")
      }
      loop.schedule(after: .milliseconds(2)) { task.cancel() }
      return task
    },
  ]
}

@Suite("Operators in the search")
struct OperatorSoundnessTests {
  @Test(arguments: OperatorProgram.all)
  func `the search finds what every schedule finds`(program: OperatorProgram) throws {
    let all = try #require(EverySchedule.outcomes(program.start), "too many schedules")
    let search = CompleteSearch(program.start)
    #expect(search.outcomes == all)
    #expect(search.isComplete)
    #expect(all.count > 1, "the order decides nothing")
  }
}
