// Streams that one piece of code uses twice.

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
