// A reader must not see an object of the main actor between the two halves of a change.

extension OrdinaryProgram {
  /// The writer awaits something between the halves; the reader looks after many hops.
  package static func classWindow(hops: Int) -> OrdinaryProgram {
    OrdinaryProgram("narrow window in a class") { isFixed in
      let text = Text()
      let writer = Task { @MainActor in
        if !isFixed { text.value = "half" }
        await Task.yield()
        text.value = "whole"
      }
      let reader = Task { @MainActor in
        await hop(hops)
        return text.value
      }
      await writer.value
      return await reader.value == "half" ? "a reader has seen half of a change" : nil
    }
  }
}

@MainActor
private final class Text {
  var value = "before"

  nonisolated init() {}
}
