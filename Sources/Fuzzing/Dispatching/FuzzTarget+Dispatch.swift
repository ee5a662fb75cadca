// The schedule search under random programs over Dispatch.

import EventLoops

extension FuzzTarget {
  /// The search of a program of queues, groups, semaphores, work items and timers meets what every list of choices leads to.
  static let dispatch = FuzzTarget(
    "dispatch",
    "the schedule search, with random programs over Dispatch in the place of input, against every list of choices",
    words: Words(inputs: "programs", read: "alike", refused: "too large or with no claim"),
    make: FuzzTarget.input(ofRun:_:)
  ) { input in
    guard VirtualEventLoop(capturing: .everything).takesDispatch else { return .refused(for: "Dispatch is not taken") }
    let seed = seed(in: input)
    let program = DispatchProgram(seed: seed)
    guard let certificate = DispatchCertificate(of: program) else { return .refused(for: "too many lists of choices") }
    if certificate.isRight, !certificate.isComplete { return .refused(for: "no claim") }
    if certificate.holds {
      return .read(as: "\(min(certificate.outcomes, 9)) outcomes", saying: certificate.description)
    }
    let smallest = DispatchCertificate.smallest(program)
    let wrong = DispatchCertificate(of: smallest) ?? certificate
    return .broken("program \(seed): \(wrong.description); the smallest program:\n  \(smallest)")
  }
}
