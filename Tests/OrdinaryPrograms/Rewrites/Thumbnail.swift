// A picture of a class that is not Sendable, made by a completion handler, by a future of its own kind, and by async functions.

import Dispatch

/// A small picture, which its owner may change.
package final class Thumbnail {
  package var name: String
  package var width: Int
  package var tags: [String] = []

  package init(_ name: String, width: Int) {
    (self.name, self.width) = (name, width)
  }
}

/// Makes thumbnails on a queue.
package struct LegacyThumbnails: Sendable {
  private let queue = DispatchQueue(label: "thumbnails")
  private let width: Int

  package init(width: Int) {
    self.width = width
  }

  /// Calls its completion on the queue.
  package func make(_ name: String, completion: @escaping @Sendable (Result<Thumbnail, any Error>) -> Void) {
    queue.asyncAfter(deadline: .now() + .milliseconds(20)) { [width] in
      let thumbnail = Thumbnail(name, width: width)
      thumbnail.tags.append("small")
      completion(name.isEmpty ? .failure(UnnamedError(thumbnail)) : .success(thumbnail))
    }
  }

  /// The same as a value that comes later. The receiver gets the thumbnail for itself.
  package func make(_ name: String) -> Later<Thumbnail> {
    Later { [queue, width] receive in
      queue.asyncAfter(deadline: .now() + .milliseconds(20)) {
        let thumbnail = Thumbnail(name, width: width)
        thumbnail.tags.append("small")
        receive(thumbnail)
      }
    }
  }
}

/// An error that is an object.
package final class UnnamedError: Error {
  private let width: Int

  init(_ thumbnail: Thumbnail) {
    width = thumbnail.width
  }
}

/// A value that comes later, as libraries of futures have it.
package struct Later<Value> {
  private let start: (@escaping @Sendable (sending Value) -> Void) -> Void

  init(_ start: @escaping (@escaping @Sendable (sending Value) -> Void) -> Void) {
    self.start = start
  }

  package func whenReady(_ receive: @escaping @Sendable (sending Value) -> Void) {
    start(receive)
  }
}

/// Makes thumbnails one at a time.
package actor Thumbnails {
  private let width: Int

  package init(width: Int) {
    self.width = width
  }

  package func make(_ name: String) async throws -> sending Thumbnail {
    // As the original, it does not look for a cancellation.
    await pause(milliseconds: 20)
    let thumbnail = Thumbnail(name, width: width)
    thumbnail.tags.append("small")
    if name.isEmpty { throw UnnamedError(thumbnail) }
    return thumbnail
  }
}

/// Waits on a queue, whether or not the task is cancelled.
func pause(milliseconds: Int) async {
  await withCheckedContinuation { continuation in
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { continuation.resume() }
  }
}
