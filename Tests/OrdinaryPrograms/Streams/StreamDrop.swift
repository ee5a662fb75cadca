// A stream that keeps the newest value only drops one that nothing replaces.

extension OrdinaryProgram {
  /// Two producers each send a total to a consumer that adds them up.
  package static let streamDrop = OrdinaryProgram("stream drop") { isFixed in
    let (values, source) = AsyncStream.makeStream(
      of: Int.self, bufferingPolicy: isFixed ? .unbounded : .bufferingNewest(1))
    let consumer = Task {
      var total = 0
      for await value in values { total += value }
      return total
    }
    let producers = [1, 2].map { value in Task { _ = source.yield(value) } }
    for producer in producers { await producer.value }
    source.finish()
    return await consumer.value == 3 ? nil : "a value was dropped"
  }
}
