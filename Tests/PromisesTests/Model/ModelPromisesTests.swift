// Two thousand random programs of futures, against the plainest promises that keep the rules.

import EventLoops
import Promises
import Testing

@Suite("Futures against the model")
struct ModelPromisesTests {
  private struct Culprit: Error {
    var number: Int
  }

  /// The model's program, with futures.
  private func play(_ model: ModelPromises, on loop: VirtualEventLoop) -> LoopConfined<[ModelPromises.Ending?]> {
    let endings = LoopConfined<[ModelPromises.Ending?]>(Array(repeating: nil, count: model.nodes.count), on: loop)
    var futures: [Future<Int>] = []
    for (number, node) in model.nodes.enumerated() {
      let made: @Sendable (Int) -> Int = { ModelPromises.made(by: number, from: $0) }
      let future: Future<Int> =
        switch node {
        case .promise(let delay, let isKept): promise(number, after: delay, isKept: isKept, on: loop)
        case .map(let first): futures[first].map(made)
        case .fail(let first): futures[first].map { _ in throw Culprit(number: number) }
        case .flatMap(let first, let second): futures[first].flatMap { [next = futures[second]] _ in next }
        case .recover(let first):
          futures[first].recover { error in
            guard let culprit = error as? Culprit else { throw error }
            return made(culprit.number)
          }
        case .all(let numbers):
          Future.all(numbers.map { futures[$0] }, on: loop).map { made($0.reduce(0, &+)) }
        case .race(let numbers): Future.race(numbers.map { futures[$0] }, on: loop)
        }
      futures.append(future)
      future.whenComplete { result in
        let time = Int(loop.now.nanoseconds / 1_000_000)
        let ending: ModelPromises.Ending =
          switch result {
          case .success(let value): .init(time: time, value: value)
          case .failure(let error): .init(time: time, culprit: (error as? Culprit)?.number)
          }
        endings.withValue { $0[number] = ending }
      }
    }
    return endings
  }

  private func promise(_ number: Int, after delay: Int?, isKept: Bool, on loop: VirtualEventLoop) -> Future<Int> {
    let promise = Promise<Int>(on: loop, "promise \(number)")
    let keep: @Sendable () -> Void = { isKept ? promise.succeed(number) : promise.fail(Culprit(number: number)) }
    if let delay { loop.schedule(after: .milliseconds(delay), keep) } else { keep() }
    return promise.future
  }

  @Test(arguments: 0..<8)
  func `futures settle when and how the model says`(eighth: Int) {
    for seed in UInt64(eighth * 250)..<UInt64(eighth * 250 + 250) {
      let model = ModelPromises(seed: seed, count: 24)
      let loop = VirtualEventLoop(recording: seed % 5 == 0 ? .everything : .nothing)
      let endings = play(model, on: loop)
      let report = loop.run()
      for (number, expected) in model.endings.enumerated() where expected != nil && expected != endings.value[number] {
        let found = endings.value[number].map { "\($0)" } ?? "not settled"
        Issue.record(
          """
          seed \(seed): future \(number) should end with \(expected.map { "\($0)" } ?? ""), and did with \(found)
          again: ModelPromises(seed: \(seed), count: 24), which is
          \(model)
          """)
        return
      }
      #expect(report.isClean, "seed \(seed): \(report)")
    }
  }

  @Test func `the random programs are worth running`() {
    let endings = (0..<200 as Range<UInt64>).map { ModelPromises(seed: $0, count: 24).endings }
    let told = endings.joined().compactMap { $0 }
    #expect(Set(endings.map { "\($0)" }).count == 200)
    #expect(told.count > 200 * 24 * 3 / 4)
    #expect(told.filter { $0.value == nil }.count > told.count / 10)
    #expect(told.filter { $0.time > 0 }.count > told.count / 2)
  }
}
