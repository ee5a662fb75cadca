// Exercise 22, a solution: the report of the run is read.

import EventLoops

enum NothingLeftSolution {
  /// A clean report has no leftovers, no violations and no escapes.
  static func accepts(_ program: @escaping NothingLeft.Program) -> Bool {
    let loop = VirtualEventLoop()
    let value = LoopConfined<Int?>(nil, on: loop)
    loop.spawn { value.value = try? await program(loop) }
    let report = loop.run()
    return value.value == 42 && report.isClean
  }
}
