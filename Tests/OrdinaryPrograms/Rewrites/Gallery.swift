// A model of the main actor, filled by completions on the main queue and by async functions.

import Dispatch

/// What a screen shows.
@MainActor package final class Gallery {
  private(set) var titles: [String] = []
  /// Not Sendable: it stays on the main actor.
  package private(set) var cover = Thumbnail("none", width: 0)

  package init() {}

  /// Calls its completion on the main queue.
  package func load(_ title: String, completion: @escaping @MainActor (Gallery) -> Void) {
    DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(20)) {
      MainActor.assumeIsolated {
        self.show(title)
        completion(self)
      }
    }
  }

  package func load(_ title: String) async -> Gallery {
    await pause(milliseconds: 20)
    show(title)
    return self
  }

  private func show(_ title: String) {
    titles.append(title)
    cover = Thumbnail(title, width: titles.count)
  }
}
