// What the laws of promises are tried with: when a future settles, a log of what happened, and work to cancel.

import EventLoops
import Promises
import Testing

/// When a future settles, seen from the event that adds something to it.
enum Settling: String, CaseIterable, CustomTestStringConvertible {
  /// Before anything is added.
  case already
  /// In the event that adds, right after it.
  case immediately
  /// 10ms later.
  case eventually

  var testDescription: String { "\(rawValue) settled" }

  /// When reactions to the future run.
  var instant: Instant { self == .eventually ? .milliseconds(10) : .zero }
}

/// An error to tell from others.
struct Refusal: Error, Equatable, CustomStringConvertible {
  var name = ""
  var description: String { name.isEmpty ? "refusal" : "refusal \(name)" }
}

/// How a future ended, in words: `value 42`, `error refusal` or `not ready`.
func ending<Value>(of future: Future<Value>) -> String {
  do {
    return words(for: .success(try future.result()))
  } catch FutureError.notReady {
    return "not ready"
  } catch {
    return words(for: Result<Value, any Error>.failure(error))
  }
}

/// A result in words.
func words<Value>(for result: Result<Value, any Error>) -> String {
  switch result {
  case .success(let value): "value \(value)"
  case .failure(let error): "error \(error)"
  }
}

/// One trial of a law: a loop, and what happens on it.
final class Trial: Sendable {
  let loop = VirtualEventLoop()
  private let log: LoopConfined<[String]>

  init() {
    log = LoopConfined([], on: loop)
  }

  var notes: [String] { log.value }

  func note(_ text: String) {
    log.withValue { $0.append(text) }
  }

  /// Runs an event that makes a future, gives it to `body`, and has it settled as `when` says; then the whole loop.
  ///
  /// - Returns: How the future ended that `body` returned.
  func settle<Value: Sendable, Derived: Sendable>(
    _ when: Settling, _ result: Result<Value, any Error>, at location: SourceLocation = #_sourceLocation,
    _ body: @escaping @Sendable (Future<Value>) -> Future<Derived>
  ) -> String {
    let derived = LoopConfined<Future<Derived>?>(nil, on: loop)
    loop.post("trial") {
      let promise = Promise<Value>(on: self.loop, "promise on trial")
      if when == .already { promise.complete(with: result) }
      derived.value = body(promise.future)
      if when == .immediately { promise.complete(with: result) }
      if when == .eventually {
        self.loop.schedule("settlement", after: .milliseconds(10)) { promise.complete(with: result) }
      }
    }
    let report = loop.run()
    #expect(report.isClean, "\(report)", sourceLocation: location)
    return derived.value.map { ending(of: $0) } ?? "not run"
  }

  /// As above, for a body that makes no other future.
  func settle<Value: Sendable>(
    _ when: Settling, _ result: Result<Value, any Error>, at location: SourceLocation = #_sourceLocation,
    _ body: @escaping @Sendable (Future<Value>) -> Void
  ) {
    _ = settle(when, result, at: location) { future in
      body(future)
      return future
    }
  }

  /// Work that takes a number of milliseconds, can be cancelled, and notes its result.
  ///
  /// - Parameter replied: Runs in the event of the reply, after the promise was kept and before any reaction.
  func work(
    _ name: String, takes milliseconds: Int, replied: @escaping @Sendable () -> Void = {}
  ) -> Future<String> {
    let promise = Promise<String>(on: loop, name)
    let timer = loop.schedule("reply of \(name)", after: .milliseconds(milliseconds)) {
      self.note("\(name) replied")
      promise.succeed(name)
      replied()
    }
    promise.onCancel {
      timer.cancel()
      self.note("\(name) cancelled")
      promise.fail(CancellationError())
    }
    note("\(name) sent")
    return promise.future
  }
}
