// Two candidates find no leader, and both become it.

extension OrdinaryProgram {
  /// The look and the election are two calls of the register.
  package static let twoLeaders = OrdinaryProgram("two leaders") { isFixed in
    let register = Register()
    let candidates = (1...2).map { candidate in
      Task {
        await hop(candidate - 1)
        if isFixed { return await register.electIfNone(candidate) }
        guard await register.leader == nil else { return }
        await register.elect(candidate)
      }
    }
    for candidate in candidates { await candidate.value }
    return await register.elections > 1 ? "two leaders were elected" : nil
  }
}

private actor Register {
  private(set) var leader: Int?
  private(set) var elections = 0

  func elect(_ candidate: Int) {
    leader = candidate
    elections += 1
  }

  func electIfNone(_ candidate: Int) {
    if leader == nil { elect(candidate) }
  }
}
