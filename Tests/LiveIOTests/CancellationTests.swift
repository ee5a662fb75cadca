// A live loop takes cancellations from any thread, whatever the cancelled task waits for.

import Callbacks
import EventLoops
import LiveIO
import Promises
import Testing

@Suite("Cancelling tasks of a live loop from elsewhere", .timeLimit(.minutes(10)))
struct CancellationTests {
  private struct Failure: Error {}

  enum Wait: String, CaseIterable, CustomTestStringConvertible {
    case get, awaitCompletion, withPermit, sleep

    var testDescription: String { rawValue }

    func begin(on loop: LiveEventLoop) async throws {
      switch self {
      case .get: try await Future<Void>(on: loop, "reply") { try await loop.sleep(for: .seconds(3_600)) }.get()
      case .awaitCompletion:
        try await Callbacks.awaitCompletion(on: loop, "reply") { completion in
          startTask(on: loop, "work", completion) { try await loop.sleep(for: .seconds(3_600)) }
        }
      case .withPermit: try await Semaphore(on: loop, permits: 0, "permits").withPermit {}
      case .sleep: try await loop.sleep(for: .seconds(3_600))
      }
    }
  }

  @Test(arguments: Wait.allCases)
  func `a child on the loop ends when a child elsewhere fails, and the group has that error`(wait: Wait) async {
    let loop = LiveEventLoop(name: "live")
    let (isWaiting, begun) = AsyncStream.makeStream(of: Void.self)
    let end = loop.expect("end of the group") { (error: (any Error)?) in #expect(error is Failure) }
    let parent = Task.detached {
      do {
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask(executorPreference: loop) {
            loop.post { begun.finish() }
            try await wait.begin(on: loop)
          }
          group.addTask {
            for await _ in isWaiting {}
            throw Failure()
          }
          for try await _ in group {}
        }
        end.deliver(nil)
      } catch {
        end.deliver(error)
      }
    }
    let report = await loop.runUntilDone()
    #expect(report.isClean, "\(report)")
    await parent.value
  }
}
