// Something is half done between two segments of a task, and another task looks after many segments of its own.

import Synchronization

/// What holds the state that is half done for a moment.
public enum WindowKind: String, CaseIterable, Sendable {
  case actor, `class`, mutex, stream
}

private protocol Window: Sendable {
  func set(_ text: String) async
  func get() async -> String
}

private actor ActorWindow: Window {
  var text = ""
  func set(_ text: String) { self.text = text }
  func get() -> String { text }
}

private final class ClassWindow: Window, @unchecked Sendable {
  var text = ""
  func set(_ text: String) { self.text = text }
  func get() -> String { text }
}

private final class MutexWindow: Window {
  let text = Mutex("")
  func set(_ text: String) { self.text.withLock { $0 = text } }
  func get() -> String { text.withLock { $0 } }
}

/// The last word that was written to a stream, which keeps one word.
private final class StreamWindow: Window, @unchecked Sendable {
  private let words: AsyncStream<String>
  private let writer: AsyncStream<String>.Continuation
  private var reader: AsyncStream<String>.Iterator

  init() {
    (words, writer) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1))
    reader = words.makeAsyncIterator()
    writer.yield("")
  }

  func set(_ text: String) { writer.yield(text) }
  func get() async -> String { await reader.next() ?? "" }
}

/// What a reader sees that looks after some hops: "half" only in the one order in which it comes between two writes.
///
/// - Parameters:
///   - kind: What holds the state.
///   - hops: How many segments the reader takes before it looks.
public func narrowWindow(_ kind: WindowKind, hops: Int) async -> String {
  let window: any Window =
    switch kind {
    case .actor: ActorWindow()
    case .class: ClassWindow()
    case .mutex: MutexWindow()
    case .stream: StreamWindow()
    }
  let reader = Task {
    for _ in 0..<hops { await Task.yield() }
    return await window.get()
  }
  let writer = Task {
    await window.set("half")
    await Task.yield()
    await window.set("whole")
  }
  await writer.value
  return await reader.value
}
