// Chains behind a future that never settles: let go with its promise, whatever they are made of.

import Callbacks
import EventLoops
import Promises
import Testing

@Suite("Abandoned chains")
struct AbandonedChainLaws {
  /// A way to wait for a future, with further futures behind it.
  enum Link: String, CaseIterable, CustomTestStringConvertible {
    case map, flatMap, flatMapError, recover, always, delay, timeout, cascade
    case withPermit, withPermitInLine, retry, repeating, fold
    case all, allSettled, any, race, and, get
    var testDescription: String { rawValue }

    func begin(_ pending: Future<Int>) -> Future<String> {
      let loop = pending.loop
      switch self {
      case .map: return pending.map { "\($0)" }
      case .flatMap: return pending.flatMap { .succeeded("\($0)", on: loop) }
      case .flatMapError: return pending.flatMapError { _ in .succeeded(0, on: loop) }.map { "\($0)" }
      case .recover: return pending.recover { _ in 0 }.map { "\($0)" }
      case .always: return pending.always { _ in }.map { "\($0)" }
      case .delay: return pending.delay(by: .seconds(1)).map { "\($0)" }
      case .timeout: return pending.timeout(after: .seconds(3_600)).map { "\($0)" }
      case .cascade:
        let promise = Promise<Int>(on: loop, "target")
        pending.cascade(to: promise)
        return promise.future.map { "\($0)" }
      case .withPermit: return Semaphore(on: loop, permits: 1, "one").withPermit { pending }.map { "\($0)" }
      case .withPermitInLine:
        let semaphore = Semaphore(on: loop, permits: 1, "one")
        let first = semaphore.withPermit { pending }
        return Future.all([first, semaphore.withPermit { first }], on: loop).map { "\($0)" }
      case .retry:
        return Future.retry(RetryPolicy(attempts: 3, pause: .seconds(1)), on: loop) { pending }.map { "\($0)" }
      case .repeating: return Future.repeating(on: loop) { pending.map { $0 } }.map { "\($0)" }
      case .fold: return pending.fold([pending]) { .succeeded($0 + $1, on: loop) }.map { "\($0)" }
      case .all: return Future.all([pending, pending], on: loop).map { "\($0)" }
      case .allSettled: return Future.allSettled([pending, pending], on: loop).map { "\($0)" }
      case .any: return Future.any([pending, pending], on: loop).map { "\($0)" }
      case .race: return Future.race([pending, pending], on: loop).map { "\($0)" }
      case .and: return pending.and(pending).map { "\($0)" }
      case .get: return Future(on: loop, "task") { try await "\(pending.get())" }
      }
    }
  }

  /// Something that the end of a chain holds.
  private final class Witness: Sendable {}

  @Test(arguments: Link.allCases)
  func `neither a chain behind a dropped promise nor its loop stays in memory`(link: Link) {
    weak var loop: VirtualEventLoop?
    weak var witness: Witness?
    do {
      let strong = (VirtualEventLoop(), Witness())
      (loop, witness) = strong
      let promise = LoopConfined<Promise<Int>?>(nil, on: strong.0)
      strong.0.post {
        let made = Promise<Int>(on: promise.loop, "never")
        promise.value = made
        link.begin(made.future).recover { throw $0 }.whenComplete { [witness = strong.1] _ in
          withExtendedLifetime(witness) {}
        }
      }
      _ = strong.0.advance(by: .seconds(60))
      promise.value = nil
      strong.0.abandonLeftovers()
    }
    #expect(witness == nil)
    #expect(loop == nil)
  }

  @Test(arguments: [Link.delay, .retry])
  func `a pause that the end of the run cuts is let go with its loop`(link: Link) {
    weak var loop: VirtualEventLoop?
    weak var witness: Witness?
    do {
      let strong = (VirtualEventLoop(), Witness())
      (loop, witness) = strong
      strong.0.post { [witness = strong.1, loop = strong.0] in
        let failed = Future<Int>.failed(Refusal(), on: loop)
        link.begin(failed).whenComplete { _ in withExtendedLifetime(witness) {} }
      }
      _ = strong.0.advance(by: .milliseconds(500))
      strong.0.abandonLeftovers()
    }
    #expect(witness == nil)
    #expect(loop == nil)
  }
}
