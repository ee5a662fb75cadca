// The flaws of rewrites, each beside its original and a rewrite without it.

import Callbacks
import Comparison
import EventLoops
import OrdinaryPrograms
import Testing

/// A flaw that a rewrite may have.
struct Flaw: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// The original.
  private let original: ComparedProgram
  private let right, wrong: @Sendable (ProgramContext) async throws -> [Int]

  /// The original and a rewrite, with the flaw or without.
  func program(isRight: Bool) -> ComparedProgram { original.async(isRight ? right : wrong) }

  init(
    _ name: String,
    original:
      @escaping @Sendable (ProgramContext, @escaping @Sendable (Result<[Int], any Error>) -> Void) -> () -> Void,
    right: @escaping @Sendable (ProgramContext) async throws -> [Int],
    wrong: @escaping @Sendable (ProgramContext) async throws -> [Int]
  ) {
    testDescription = name
    self.original = ComparedProgram(name).callback(original) { $0() }
    (self.right, self.wrong) = (right, wrong)
  }

  /// Whether loops can capture: where they cannot, a `Task {}` escapes, and a second resumption ends the process.
  static var isSupported: Bool { VirtualEventLoop(capturing: .everything).capturing == .everything }

  /// A server whose pages have their own lengths as contents, 10 ms each.
  @Sendable private static func page(_ context: ProgramContext) -> Stub<String, Int> {
    context.stub("page", after: .milliseconds(10), failingWith: { _ in ServerError.missing }) { name in
      name.utf8.count
    }
  }

  static let lostCancellation = Flaw("the cancellation is lost") { context, done in
    page(context)("a") { done($0.map { [$0] }) }.cancel
  } right: { context in
    [try await page(context)("a")]
  } wrong: { context in
    try await withCheckedThrowingContinuation { continuation in
      page(context)("a") { continuation.resume(with: $0.map { [$0] }) }
    }
  }

  static let unsharedRequests = Flaw("equal requests are not shared") { context, done in
    page(context)("a") { done($0.map { [$0, $0] }) }.cancel
  } right: { context in
    let page = try await page(context)("a")
    return [page, page]
  } wrong: { context in
    async let first = page(context)("a")
    async let second = page(context)("a")
    return [try await first, try await second]
  }

  /// Loads pages one after another.
  private static func load(_ names: [String], _ page: Stub<String, Int>) async throws -> [Int] {
    var pages: [Int] = []
    for name in names { pages.append(try await page(name)) }
    return pages
  }

  static let changedOrder = Flaw("the requests are in another order") { context, done in
    let scope = CancellationScope(on: context.loop)
    scope.add(
      page(context)("a") { first in
        if scope.isCancelled { return done(.failure(CancellationError())) }
        guard case .success(let first) = first else { return done(first.map { [$0] }) }
        scope.add(page(context)("bb") { done($0.map { [first, $0] }) })
      })
    return scope.cancel
  } right: { context in
    try await load(["a", "bb"], page(context))
  } wrong: { context in
    Array(try await load(["bb", "a"], page(context)).reversed())
  }

  static let swallowedError = Flaw("an error is swallowed") { context, done in
    page(context)("a") { done($0.map { [$0] }) }.cancel
  } right: { context in
    [try await page(context)("a")]
  } wrong: { context in
    do { return [try await page(context)("a")] } catch is ServerError { return [1] }
  }

  static let unboundedConcurrency = Flaw("more requests are under way at once") { context, done in
    Pairs(page(context), ["a", "bb", "ccc", "dddd"], done).begin()
  } right: { context in
    var pages: [Int] = []
    for chunk in [["a", "bb"], ["ccc", "dddd"]] {
      pages += try await withThrowingTaskGroup(of: Int.self) { group in
        for name in chunk { group.addTask { try await page(context)(name) } }
        return try await group.reduce(into: []) { $0.append($1) }.sorted()
      }
    }
    return pages
  } wrong: { context in
    try await withThrowingTaskGroup(of: Int.self) { group in
      for name in ["a", "bb", "ccc", "dddd"] { group.addTask { try await page(context)(name) } }
      return try await group.reduce(into: []) { $0.append($1) }.sorted()
    }
  }

  static let retryAfterCancellation = Flaw("it tries again after a cancellation") { context, done in
    legacyRetry(times: 3, pause: .milliseconds(50), after: { context.after($0, $1).cancel }) { reply in
      page(context)("a", completion: reply).cancel
    } completion: {
      done($0.map { [$0] })
    }
  } right: { context in
    [try await retry(times: 3, pause: .milliseconds(50)) { try await page(context)("a") }]
  } wrong: { context in
    for _ in 1..<3 {
      do { return [try await page(context)("a")] } catch { try? await Task.sleep(for: .milliseconds(50)) }
    }
    return [try await page(context)("a")]
  }

  static let resumedTwice = Flaw("a continuation is resumed twice") { context, done in
    page(context)("a") { done($0.map { [$0] }) }.cancel
  } right: { context in
    [try await page(context)("a")]
  } wrong: { context in
    let load = CancellationScope(on: context.loop)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        load.add(
          page(context)("a") { result in
            if case .success(let page) = result { continuation.resume(returning: [page]) }
            continuation.resume(with: result.map { [$0] })
          })
      }
    } onCancel: {
      load.cancel()
    }
  }

  static let trapped = Flaw("it traps") { context, done in
    page(context)("a") { done($0.map { [$0] }) }.cancel
  } right: { context in
    [try await page(context)("a")]
  } wrong: { context in
    let pages = [try await page(context)("a")]
    return [pages[pages.count]]
  }

  static let all = [
    lostCancellation, unsharedRequests, changedOrder, swallowedError, unboundedConcurrency, retryAfterCancellation,
    resumedTwice, trapped,
  ]
}

/// Loads pages two at a time with completions.
private final class Pairs {
  private let page: Stub<String, Int>
  private var names: [String]
  private let done: (Result<[Int], any Error>) -> Void
  private var pages: [Int] = []
  private var failure: (any Error)?
  private var handles: [CancellationHandle] = []
  private var isCancelled = false

  init(_ page: Stub<String, Int>, _ names: [String], _ done: @escaping (Result<[Int], any Error>) -> Void) {
    (self.page, self.names, self.done) = (page, names, done)
  }

  func begin() -> () -> Void {
    next()
    return {
      self.isCancelled = true
      self.cancelAll()
    }
  }

  private func next() {
    if names.isEmpty { return done(.success(pages)) }
    let first = pages.count
    let pair = names.prefix(2)
    names.removeFirst(2)
    pages += [0, 0]
    handles = []
    // Both requests are made, even if the first one fails at once.
    var left = 2
    for (index, name) in pair.enumerated() {
      handles.append(
        page(name) { result in
          switch result {
          case .success(let page): self.pages[first + index] = page
          case .failure(let error): self.failure = self.failure ?? error
          }
          left -= 1
          if left == 0 { self.finish() } else if self.failure != nil { self.cancelAll() }
        })
    }
    if left > 0, isCancelled || failure != nil { cancelAll() }
  }

  private func finish() {
    if let failure { return done(.failure(failure)) }
    if isCancelled { return done(.failure(CancellationError())) }
    next()
  }

  private func cancelAll() {
    for handle in handles { handle.cancel() }
  }
}
