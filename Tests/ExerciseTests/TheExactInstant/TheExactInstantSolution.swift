// Exercise 21, a solution: the instants are compared, all of them.

import EventLoops

enum TheExactInstantSolution {
  /// In virtual time an instant is exact, so the check needs no tolerance.
  static func accepts(_ program: @escaping TheExactInstant.Program) -> Bool {
    let loop = VirtualEventLoop()
    let calls = LoopConfined<[Instant]>([], on: loop)
    loop.post { program(loop) { calls.withValue { $0.append(loop.now) } } }
    loop.run()
    return calls.value == [.milliseconds(300)]
  }
}
