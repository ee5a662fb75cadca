// Child tasks that share nothing are one class of schedules, in whatever form they are started and awaited.

import Callbacks
import EventLoops
import Promises
import Testing

@testable import Exploration

/// How several loads are started and awaited.
enum LoadForm: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case callbacks = "callbacks", spawned = "spawned tasks", asyncLet = "async let", group = "task group"
  case waitForAll = "task group, waitForAll", throwing = "throwing group", discarding = "discarding group"
  case futures = "Future.all", values = "task values", yields = "task group with yields"

  var testDescription: String { rawValue }

  /// Starts `count` loads, each of one millisecond.
  func start(_ count: Int, on loop: VirtualEventLoop, _ done: @escaping @Sendable () -> Void) {
    let load: @Sendable () async throws -> Void = { try await loop.sleep(for: .milliseconds(1)) }
    switch self {
    case .callbacks:
      for _ in 0..<count { loop.schedule(after: .milliseconds(1)) {} }
      loop.schedule(after: .milliseconds(2)) { done() }
    case .spawned:
      for _ in 0..<count { loop.spawn { try await load() } }
      loop.schedule(after: .milliseconds(2)) { done() }
    case .asyncLet:
      loop.spawn {
        try await Self.nest(count, load)
        done()
      }
    case .group:
      loop.spawn {
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<count { group.addTask { try? await load() } }
        }
        done()
      }
    case .waitForAll:
      loop.spawn {
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<count { group.addTask { try? await load() } }
          await group.waitForAll()
        }
        done()
      }
    case .throwing:
      loop.spawn {
        await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<count { group.addTask { try await load() } }
        }
        done()
      }
    case .discarding:
      loop.spawn {
        await withDiscardingTaskGroup { group in
          for _ in 0..<count { group.addTask { try? await load() } }
        }
        done()
      }
    case .futures:
      let loads = (0..<count).map { number in
        Future<Int>(on: loop, "load") { completion in
          loop.schedule(after: .milliseconds(1)) { completion(.success(number)) }
          return Loads()
        }
      }
      Future.all(loads, on: loop).whenSuccess { _ in done() }
    case .values:
      let tasks = (0..<count).map { _ in loop.spawn { try await load() } }
      loop.spawn {
        for task in tasks { try await task.value }
        done()
      }
    case .yields:
      loop.spawn {
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<count {
            group.addTask {
              await Task.yield()
              try? await load()
            }
          }
        }
        done()
      }
    }
  }

  /// A number of nested `async let`s.
  private static func nest(_ count: Int, _ load: @escaping @Sendable () async throws -> Void) async throws {
    if count == 0 { return }
    async let first: Void = load()
    try await nest(count - 1, load)
    try await first
  }
}

/// Structured concurrency as the search reduces it.
@Suite("Child tasks in the search") struct StructuredReductionTests {
  @Test("Loads that share nothing are one class, and one run.", arguments: LoadForm.allCases, 2...8)
  func loads(form: LoadForm, count: Int) {
    let search = CompleteSearch { loop in
      let isDone = LoopConfined(false, on: loop)
      form.start(count, on: loop) { isDone.value = true }
      return { isDone.value ? "done" : "not done" }
    }
    #expect(search.outcomes == ["done"])
    #expect(search.isComplete)
    #expect(search.classes == 1)
    #expect(search.runs == 1)
  }

  @Test("Four async lets in one scope are one class.")
  func flatAsyncLets() {
    let search = CompleteSearch { loop in
      let isDone = LoopConfined(false, on: loop)
      let load: @Sendable () async throws -> Int = {
        try await loop.sleep(for: .milliseconds(1))
        return 1
      }
      loop.spawn {
        async let a = load()
        async let b = load()
        async let c = load()
        async let d = load()
        let sum = try await a + b + c + d
        isDone.value = sum == 4
      }
      return { "\(isDone.value)" }
    }
    #expect(search.outcomes == ["true"])
    #expect(search.classes == 1 && search.runs == 1)
  }

  @Test("A writer and six readers in a group are as many classes as spawned ones.")
  func readers() {
    let search = CompleteSearch { loop in
      let x = LoopConfined(0, on: loop)
      let seen = (0..<6).map { _ in LoopConfined(0, on: loop) }
      loop.spawn {
        await withTaskGroup(of: Void.self) { group in
          group.addTask { x.value = 1 }
          for cell in seen { group.addTask { cell.value = x.value } }
        }
      }
      return { seen.map { "\($0.value)" }.joined() }
    }
    #expect(search.outcomes.count == 64)
    #expect(search.isComplete && search.classes == 64)
    #expect((64...128).contains(search.runs))
  }

  @Test("The order of two results is met both ways where a loop takes them one by one.")
  func orderOfResults() {
    let search = CompleteSearch { loop in
      let result = LoopConfined("", on: loop)
      loop.spawn {
        result.value = await withTaskGroup(of: String.self) { group in
          for name in ["a", "b"] { group.addTask { name } }
          var text = ""
          for await name in group { text += name }
          return text
        }
      }
      return { result.value }
    }
    #expect(search.outcomes == ["ab", "ba"])
  }
}

/// A handle of a load that cannot be cancelled.
private struct Loads: Cancellable {
  func cancel() {}
}
