// The effects of a call that the API answers twice.

extension Explanation {
  /// Both runs show a second answer of the API, and what the one has more often it did again after that.
  static let answeredTwice = Explanation(.answeredTwice) { parted in
    guard let second = parted.own.indexOfSecondAnswer, parted.other.indexOfSecondAnswer != nil else { return [] }
    let events = parted.own.events
    return Set(
      parted.extras.filter { index in
        guard index > second else { return false }
        let earlier = events[..<index].filter { $0.pipeline == events[index].pipeline }
        if case .finishedAgain(let outcome) = events[index].kind {
          return earlier.contains { $0.kind == .finished(outcome) }
        }
        return earlier.contains { $0.kind == events[index].kind }
      })
  }
}

extension TracedRun {
  func findSecondAnswer() -> Int? {
    var open: [String: Int] = [:]
    for (index, event) in events.enumerated() {
      if let call = event.kind.sentCall { open["\(event.pipeline) \(call)", default: 0] += 1 }
      guard let call = event.kind.answeredCall else { continue }
      open["\(event.pipeline) \(call)", default: 0] -= 1
      if open["\(event.pipeline) \(call)", default: 0] < 0 { return index }
    }
    return nil
  }
}
