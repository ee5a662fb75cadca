// What one piece of code uses twice, and the libraries of the toolchain make for several threads: Foundation's locks and streams.

import Foundation

/// A counter behind one of Foundation's locks, which is taken twice: for looking, and for writing.
private final class Counted: @unchecked Sendable {
  private let lock = NSLock()
  // Unchecked: the lock protects it.
  private var number = 0

  var count: Int { lock.withLock { number } }

  func looksAndAdds() {
    let seen = lock.withLock { number }
    lock.lock()
    number = seen + 1
    lock.unlock()
  }

  func adds() { lock.withLock { number += 1 } }
}

/// Two tasks that add to a counter under a lock of Foundation's.
///
/// - Parameter looksFirst: Whether they look at the counter under the same lock before.
public func countsUnderFoundationLock(looksFirst: Bool) async -> Int {
  let counted = Counted()
  let tasks = (0..<2).map { _ in Task { if looksFirst { counted.looksAndAdds() } else { counted.adds() } } }
  for task in tasks { await task.value }
  return counted.count
}

private func yieldsAndYields(_ continuation: AsyncStream<Int>.Continuation) {
  continuation.yield(1)
  continuation.yield(2)
}

/// What a consumer sees of a stream that keeps the newest element only.
///
/// - Parameter once: Whether its producer yields one element in an event, and not two.
public func newestOfStream(once: Bool) async -> [Int] {
  let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
  let producer = Task { if once { continuation.yield(2) } else { yieldsAndYields(continuation) } }
  let consumer = Task {
    var seen: [Int] = []
    for await number in stream {
      seen.append(number)
      if number == 2 { break }
    }
    return seen
  }
  await producer.value
  return await consumer.value
}
