// How many runs a second an exploration makes of instrumented code, printed where `BRAID_MEASURE` is in the environment.

import EventLoops
import Foundation
import InstrumentedPrograms
import Testing
import UninstrumentedPrograms

@testable import Exploration

@Suite(
  "Measured runs", .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["BRAID_MEASURE"] != nil && VirtualEventLoop.canNoteMemory))
struct MeasuredRuns {
  @Test(arguments: [(4, 3), (5, 10), (10, 20)])
  func `runs a second with footprints and without`(tasks: Int, segments: Int) {
    for sharing in [Sharing.instrumented, .anything] {
      let program = OrdinaryProgram(sharing: sharing) {
        await workOfOwnObjects(tasks, segments: segments)
        return ""
      }
      var runs = 0
      let time = ContinuousClock().measure {
        while runs < 1_000 {
          _ = program.subject.run(FIFOScheduler(), Effort.quick.limits, .leftovers)
          runs += 1
        }
      }
      let perSecond = Int((Double(runs) / (time / .seconds(1))).rounded())
      print("\(tasks * segments) segments, \(sharing): \(perSecond) runs a second")
      #expect(perSecond > 0)
    }
  }

  @Test func `what instrumented code costs outside of an exploration`() {
    for isInstrumented in [true, false] {
      let time = ContinuousClock().measure {
        for _ in 0..<100 { _ = isInstrumented ? sumsOfObject(100_000) : PlainCounter.sums(100_000) }
      }
      print("\(isInstrumented ? "instrumented" : "plain"): \(time / 10_000_000) for each addition to a property")
    }
  }
}
