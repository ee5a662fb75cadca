// A reader must not see an actor's text between the two halves of a change, which few schedules show.

extension OrdinaryProgram {
  /// The writer changes the text in two calls; the reader looks after many hops.
  package static func actorWindow(hops: Int) -> OrdinaryProgram {
    OrdinaryProgram("narrow window in an actor") { isFixed in
      let text = Box("before")
      let writer = Task {
        if !isFixed { await text.set("half") }
        await Task.yield()
        await text.set("whole")
      }
      let reader = Task {
        await hop(hops)
        return await text.value
      }
      await writer.value
      return await reader.value == "half" ? "a reader has seen half of a change" : nil
    }
  }
}
