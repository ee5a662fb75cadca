// Async code of an app, as the guide shows it: it knows real time, unstructured tasks and the main actor, and no loop.

// region unmodified
/// Shows a reminder every hour until the user answers, and gives up after a day.
@MainActor
final class Reminder {
  private(set) var shown: [String] = []
  private var isAnswered = false

  func answer() {
    isAnswered = true
  }

  func remind() async -> String {
    let start = ContinuousClock.now
    let limit = Task.detached {
      try await Task.sleep(for: .seconds(24 * 3_600))
      await self.answer()
    }
    defer { limit.cancel() }
    while !isAnswered {
      let hours = start.duration(to: .now).components.seconds / 3_600
      shown.append("reminded after \(hours) h")
      try? await Task.sleep(for: .seconds(3_600))
    }
    return "answered after \(start.duration(to: .now))"
  }
}
// endregion
