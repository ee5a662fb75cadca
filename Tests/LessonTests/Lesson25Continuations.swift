// Lesson 25, continuations: a bridge from a callback to a task, resumed once, and cancelled with its task.

import Callbacks
import EventLoops
import Promises
import ScheduleTesting
import Synchronization
import Testing

extension Lessons {
  @Suite("Lesson 25: Continuations", .serialized, .enabled(if: captures))
  struct Lesson25Continuations {
    // region lookup
    /// A library of the older style: it calls back once, and returns a handle that cancels the request.
    struct Lookup: Sendable {
      func user(_ id: Int, completion: @escaping @Sendable (Result<String, any Error>) -> Void) -> Task<Void, Never> {
        Task {
          do {
            try await Task.sleep(for: .milliseconds(30))
            completion(.success("user \(id)"))
          } catch {
            completion(.failure(error))
          }
        }
      }
    }
    // endregion

    // region simple-bridge
    static func user(_ id: Int) async throws -> String {
      try await withCheckedThrowingContinuation { continuation in
        _ = Lookup().user(id) { result in continuation.resume(with: result) }
      }
    }
    // endregion

    // region racy-bridge
    static func racyUser(_ id: Int) async throws -> String {
      let request = Mutex<Task<Void, Never>?>(nil)
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          let started = Lookup().user(id) { result in continuation.resume(with: result) }
          request.withLock { $0 = started }
        }
      } onCancel: {
        request.withLock { $0 }?.cancel()
      }
    }
    // endregion

    // region safe-bridge
    static func cancellableUser(_ id: Int) async throws -> String {
      let state = Mutex<(request: Task<Void, Never>?, isCancelled: Bool)>((nil, false))
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          let request = Lookup().user(id) { result in continuation.resume(with: result) }
          let isCancelled = state.withLock { state in
            state.request = request
            return state.isCancelled
          }
          if isCancelled { request.cancel() }
        }
      } onCancel: {
        let request = state.withLock { state in
          state.isCancelled = true
          return state.request
        }
        request?.cancel()
      }
    }
    // endregion

    /// How a task that is cancelled after the given time ends, and when.
    private static func end(
      of user: @escaping @Sendable (Int) async throws -> String, cancelledAfter milliseconds: Int?
    ) async -> String {
      let diary = Diary()
      let task = Task {
        do { diary.note(try await user(7)) } catch { diary.note("\(error)") }
      }
      if let milliseconds {
        if milliseconds > 0 { try? await Task.sleep(for: .milliseconds(milliseconds)) }
        task.cancel()
      }
      await task.value
      return diary.text.joined()
    }

    @Test("1. A continuation suspends the task until the callback resumes it", .virtualTime)
    func bridge() async {
      #expect(await Self.end(of: Self.user, cancelledAfter: nil) == "30 ms user 7")
    }

    @Test("2. A continuation learns nothing of a cancellation", .virtualTime)
    func deaf() async {
      #expect(await Self.end(of: Self.user, cancelledAfter: 10) == "30 ms user 7")
    }

    @Test("3. A cancellation handler passes the cancellation on to the request", .virtualTime)
    func cancellable() async {
      for user in [Self.racyUser, Self.cancellableUser] {
        #expect(await Self.end(of: user, cancelledAfter: 10) == "10 ms CancellationError()")
        #expect(await Self.end(of: user, cancelledAfter: nil) == "30 ms user 7")
      }
    }

    @Test("4. A handler that runs before the request exists must leave a mark", .virtualTime)
    func race() async {
      #expect(await Self.end(of: Self.racyUser, cancelledAfter: 0) == "30 ms user 7")
      #expect(await Self.end(of: Self.cancellableUser, cancelledAfter: 0) == "0 ms CancellationError()")
    }

    @Test("5. The safe bridge ends at its cancellation, wherever that comes", .cancelledEverywhere)
    func everywhere() async throws {
      _ = try await Self.cancellableUser(7)
    }

    @Test("6. A checked continuation that is resumed twice stops the process")
    func twice() async {
      await #expect(processExitsWith: .failure) {
        _ = await withCheckedContinuation { (continuation: CheckedContinuation<Int, Never>) in
          continuation.resume(returning: 1)
          continuation.resume(returning: 2)
        }
      }
    }

    @Test("7. A continuation that is never resumed suspends its task without end")
    func never() {
      let loop = VirtualEventLoop(capturing: .everything)
      #expect(throws: RunError.self) {
        try loop.run { await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
      }
    }

    @Test("8. The other two styles bridge with a promise, and with Braid's own continuation")
    func otherStyles() throws {
      let loop = VirtualEventLoop()
      // region promise-bridge
      let promise = Promise<String>(on: loop, "user")
      loop.schedule(after: .milliseconds(30)) { promise.succeed("user 7") }
      // endregion
      // region suspension-bridge
      let user = try loop.run {
        try await suspend(on: loop, "user") { suspension in
          promise.future.whenComplete { result in suspension.resume(with: result) }
        }
      }
      // endregion
      #expect(user == "user 7")
      #expect(loop.now == .milliseconds(30))
    }
  }
}
