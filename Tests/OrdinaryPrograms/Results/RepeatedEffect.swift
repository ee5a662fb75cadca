// A charge that took effect is reported as failed, and the retry charges again.

extension OrdinaryProgram {
  /// The retry carries no key by which the bank knows that it is one.
  package static let repeatedEffect = OrdinaryProgram("repeated effect") { isFixed in
    let bank = Bank()
    for attempt in 0..<2 {
      if (try? await bank.charge(key: isFixed ? 0 : attempt, answers: attempt > 0)) != nil { break }
    }
    return await bank.charges == 1 ? nil : "the card was charged twice"
  }
}

private actor Bank {
  struct NoAnswer: Error {}

  private(set) var charges = 0
  private var known: Set<Int> = []

  func charge(key: Int, answers: Bool) async throws {
    if known.insert(key).inserted { charges += 1 }
    await Task.yield()
    if !answers { throw NoAnswer() }
  }
}
