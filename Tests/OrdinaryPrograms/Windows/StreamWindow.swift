// A reader must not find the first half of a change to be the newest element of a stream.

extension OrdinaryProgram {
  /// The writer yields twice; the reader takes the newest element after many hops.
  package static func streamWindow(hops: Int) -> OrdinaryProgram {
    OrdinaryProgram("narrow window in a stream") { isFixed in
      let (texts, source) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1))
      source.yield("before")
      let writer = Task {
        if !isFixed { source.yield("half") }
        await Task.yield()
        source.yield("whole")
      }
      let reader = Task {
        await hop(hops)
        for await text in texts { return text }
        return "nothing"
      }
      await writer.value
      return await reader.value == "half" ? "a reader has seen half of a change" : nil
    }
  }
}
