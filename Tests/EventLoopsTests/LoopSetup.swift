// How a loop is set up for a law: each law is tried on every setup that it claims to hold for.

import EventLoops
import Testing

/// A recording and a policy: together they decide which of the loop's code paths a test takes.
struct LoopSetup: Sendable, CustomTestStringConvertible {
  var recording: VirtualEventLoop.Recording
  var policy: SchedulingPolicy

  var testDescription: String { "recording \(recording), policy \(policy)" }

  func makeLoop(
    _ name: String = "loop", limits: VirtualEventLoop.Limits = .init()
  ) -> VirtualEventLoop {
    VirtualEventLoop(name: name, policy: policy, limits: limits, recording: recording)
  }

  /// Every recording with every policy, the seeded one included, which may change the order of ready events.
  static let all = crossing([.fifo, .taskAffine, .script([]), .seeded(7)])

  /// Every recording with the policies that keep all ready events in the order of posting.
  static let inOrder = crossing([.fifo, .script([])])

  /// As `inOrder`, and the task-affine policy, which keeps that order for events that are not tasks.
  static let inOrderOfCallbacks = crossing([.fifo, .script([]), .taskAffine])

  /// The default policy with every recording; what is recorded least takes the loop's fast path.
  static let fifo = crossing([.fifo])

  /// The setups that keep an account of obligations.
  static let accounting = all.filter { $0.recording > .nothing }

  private static func crossing(_ policies: [SchedulingPolicy]) -> [LoopSetup] {
    policies.flatMap { policy in
      [.nothing, .leftovers, .everything].map { LoopSetup(recording: $0, policy: policy) }
    }
  }
}
