// The laws of the semaphore, which hold in every style and in every order of events.

import Callbacks
import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("9. The semaphore")
  struct SemaphoreLaws {
    /// The three faces of the semaphore, each as work that takes a permit, a while, and ends.
    enum Face: String, CaseIterable, CustomTestStringConvertible {
      case callback, future, async

      var testDescription: String { rawValue }

      /// Starts work that has a permit for `length` and tells when it goes in, when it comes out, and how it ended.
      func work(
        _ name: Int, under semaphore: Semaphore, for length: Duration, tell: @escaping @Sendable (Event) -> Void
      ) -> any Cancellable {
        let loop = semaphore.loop
        switch self {
        case .callback:
          let scope = CancellationScope(on: loop)
          scope.add(
            semaphore.acquire { turn in
              guard case .success = turn else { return tell(.ended(name, isCancelled: true)) }
              tell(.entered(name))
              scope.add(
                Self.sleep(length, on: loop) { slept in
                  tell(.left(name))
                  semaphore.release()
                  if case .failure = slept { tell(.ended(name, isCancelled: true)) } else { tell(.ended(name)) }
                })
            })
          return scope
        case .future:
          let future = semaphore.withPermit {
            tell(.entered(name))
            return Future<Void>(on: loop, "sleep", callback: { Self.sleep(length, on: loop, $0) })
              .always { _ in tell(.left(name)) }
          }
          future.whenComplete { result in
            if case .failure = result { tell(.ended(name, isCancelled: true)) } else { tell(.ended(name)) }
          }
          return future
        case .async:
          return loop.spawn("work \(name)") {
            do {
              try await semaphore.withPermit {
                tell(.entered(name))
                defer { tell(.left(name)) }
                try await loop.sleep(for: length)
              }
              tell(.ended(name))
            } catch {
              tell(.ended(name, isCancelled: true))
            }
          }
        }
      }

      /// A sleep in callback style that can be cancelled.
      private static func sleep(
        _ length: Duration, on loop: any EventLoop, _ completion: @escaping Completion<Void>
      ) -> any Cancellable {
        let pending = LoopConfined<Completion<Void>?>(completion, on: loop)
        let timer = loop.schedule(after: length) { pending.withValue { $0.take() }?(.success(())) }
        return Handle {
          guard timer.cancel(), let completion = pending.withValue({ $0.take() }) else { return }
          loop.post { completion(.failure(CancellationError())) }
        }
      }
    }

    /// A handle that does something when it is cancelled.
    struct Handle: Cancellable {
      let onCancel: @Sendable () -> Void
      func cancel() { onCancel() }
    }

    /// An event of the work.
    enum Event: Equatable {
      case entered(Int)
      case left(Int)
      case ended(Int, isCancelled: Bool = false)
    }

    /// What is known of one random trial.
    private struct Record {
      var events: [Event] = []
      var inside = 0
      var most = 0
    }

    /// Workers that come, stay and are cancelled at random instants, in a random order of events.
    private func trial(_ face: Face, seed: UInt64, policy: SchedulingPolicy) -> (Record, Semaphore, Report, Int) {
      var random = SeededGenerator(seed: seed)
      let loop = VirtualEventLoop(policy: policy)
      let permits = 1 + random.next(below: 3)
      let semaphore = Semaphore(on: loop, permits: permits, "permits")
      let record = LoopConfined(Record(), on: loop)
      let workers = 3 + random.next(below: 6)
      for name in 0..<workers {
        let (arrival, length) = (Duration.milliseconds(random.next(below: 3)), random.next(below: 4))
        let cancellation = random.next(below: 3) == 0 ? Duration.milliseconds(random.next(below: 10)) : nil
        loop.schedule(after: arrival) {
          let work = face.work(name, under: semaphore, for: .milliseconds(length)) { event in
            record.withValue { record in
              record.events.append(event)
              if case .entered = event { record.inside += 1 }
              if case .left = event { record.inside -= 1 }
              record.most = max(record.most, record.inside)
            }
          }
          guard let cancellation else { return }
          // After no time at all, in the event that starts the work or in one of those that are due then.
          if cancellation == .zero { work.cancel() } else { loop.schedule(after: cancellation) { work.cancel() } }
        }
      }
      let report = loop.run()
      return (record.value, semaphore, report, workers)
    }

    @Test(arguments: Face.allCases)
    func `whatever the order of events, the limit holds, each waiter ends once, and no permit is lost`(face: Face) {
      var (cancelled, waited) = (0, 0)
      for seed in 0..<700 as Range<UInt64> {
        let (record, semaphore, report, workers) = trial(face, seed: seed, policy: .seeded(seed))
        #expect(report.isClean, "seed \(seed): \(report)")
        #expect(record.most <= semaphore.permits, "seed \(seed)")
        #expect(semaphore.freePermits == semaphore.permits && semaphore.waiterCount == 0, "seed \(seed)")
        for name in 0..<workers {
          let ends = record.events.count { $0 == .ended(name) || $0 == .ended(name, isCancelled: true) }
          #expect(ends == 1, "seed \(seed), work \(name)")
        }
        if record.events.contains(where: { if case .ended(_, true) = $0 { true } else { false } }) { cancelled += 1 }
        if workers > semaphore.permits { waited += 1 }
      }
      // The trials are worth making: many have cancellations and waiting in them.
      #expect(cancelled > 300 && waited > 300)
    }

    @Test(arguments: Face.allCases)
    func `permits are had in the order in which they were asked for`(face: Face) {
      for permits in 1...3 {
        let loop = VirtualEventLoop()
        let semaphore = Semaphore(on: loop, permits: permits, "permits")
        let entered = LoopConfined<[Int]>([], on: loop)
        for name in 0..<8 {
          let length = Duration.milliseconds(name * 7 % 5)
          loop.schedule(after: .milliseconds(name / 3)) {
            _ = face.work(name, under: semaphore, for: length) { event in
              if case .entered(let name) = event { entered.withValue { $0.append(name) } }
            }
          }
        }
        #expect(loop.run().isClean)
        #expect(entered.value == Array(0..<8))
      }
    }

    @Test(arguments: Face.allCases)
    func `work under a limit takes as long as its batches`(face: Face) {
      for permits in 1...7 {
        let loop = VirtualEventLoop()
        let semaphore = Semaphore(on: loop, permits: permits, "permits")
        for name in 0..<7 { _ = face.work(name, under: semaphore, for: .milliseconds(10)) { _ in } }
        let report = loop.run()
        #expect(report.isClean)
        #expect(report.instant == .milliseconds(Int64((7 + permits - 1) / permits) * 10))
      }
    }

    @Test(arguments: Face.allCases)
    func `a waiter at the end is left over with the place of its acquire`(face: Face) {
      let loop = VirtualEventLoop()
      let semaphore = Semaphore(on: loop, permits: 1, "permits")
      loop.post {
        _ = semaphore.acquire { _ in }
        _ = face.work(1, under: semaphore, for: .zero) { _ in }
      }
      let turn = loop.run().leftovers.first { $0.label == "acquire permits" }
      #expect(turn?.site.fileID.description == "PromisesTests/SemaphoreLaws.swift")
    }

    @Test func `the future of a permit settles when there is one, and can be cancelled until then`() {
      let trial = Trial()
      let semaphore = Semaphore(on: trial.loop, permits: 1, "permits")
      let first = semaphore.acquire()
      let second = semaphore.acquire()
      let third = semaphore.acquire()
      trial.loop.schedule(after: .milliseconds(10)) {
        second.cancel()
        semaphore.release()
      }
      trial.loop.schedule(after: .milliseconds(20)) { semaphore.release() }
      #expect(trial.loop.run().isClean)
      #expect([first, second, third].map { ending(of: $0) } == ["value ()", "error CancellationError()", "value ()"])
      #expect(semaphore.freePermits == 1)
    }

    @Test func `a permit is lost behind map if its future settles and the derived one is cancelled at once`() {
      let loop = VirtualEventLoop()
      let semaphore = Semaphore(on: loop, permits: 1, "permits")
      let permit = semaphore.acquire()
      let work = permit.map { semaphore.release() }
      loop.post { work.cancel() }
      #expect(loop.run().leftovers.map(\.label) == ["permit of permits"])
    }

    @Test func `work that throws before there is a future gives its permit back`() {
      let trial = Trial()
      let semaphore = Semaphore(on: trial.loop, permits: 1, "permits")
      let work = semaphore.withPermit { () throws -> Future<Int> in throw Refusal() }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: work) == "error refusal")
      #expect(semaphore.freePermits == 1)
    }

    @Test func `work on another loop is refused, and gives its permit back`() {
      let trial = Trial()
      let semaphore = Semaphore(on: trial.loop, permits: 1, "permits")
      let other = VirtualEventLoop(name: "other loop")
      let work = semaphore.withPermit { Future.succeeded(42, on: other) }
      #expect(trial.loop.run().isClean)
      #expect(ending(of: work).contains("other loop"))
      #expect(semaphore.freePermits == 1)
    }
  }
}
