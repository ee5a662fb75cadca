// Small random programs of tasks that share actors, classes, locks, atomics, collections, globals and streams.

import Synchronization

/// A program that is made from a seed, the same one each time.
public struct RandomProgram: Sendable {
  enum Step: Sendable, CaseIterable {
    case add, double, lockedAdd, lockedDouble, atomicAdd, atomicDouble, append, sum, setKey, readKey, actorAdd,
      actorDouble, globalAdd, globalDouble, yieldToStream, pause, otherActorAdd, slowActorAdd, actorTasks,
      actorCallsActor,
      immediate, immediateActorAdd, waitForPrevious, writeAfterWaiting
  }

  let tasks: [[Step]]

  /// - Parameter seed: What it is made from.
  public init(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func random(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int((state >> 33) % UInt64(limit))
    }
    let count = 2 + random(2)
    tasks = (0..<count).map { _ in
      (0..<1 + random(count == 2 ? 4 : 2)).map { _ in Step.allCases[random(Step.allCases.count)] }
    }
  }

  /// Runs it, and returns what became of all that its tasks share.
  public func run() async -> String {
    let world = World()
    var handles: [Task<Void, Never>] = []
    for (number, steps) in tasks.enumerated() {
      handles.append(
        Task { [previous = handles.last] in
          for step in steps { await world.run(step, of: number + 1, after: previous) }
        })
    }
    for handle in handles { await handle.value }
    return await world.text
  }

  private final class World: @unchecked Sendable {
    var number = 1
    var list: [Int] = []
    var keys: [Int: Int] = [:]
    var sums = ""
    let locked = Mutex(1)
    let atomic = Atomic(1)
    let recorder = Recorder()
    let other = Recorder()
    let (stream, writer) = AsyncStream.makeStream(of: Int.self)

    init() { randomGlobal = 1 }

    func run(_ step: Step, of task: Int, after previous: Task<Void, Never>?) async {
      switch step {
      case .add: number += task
      case .double: number *= 2
      case .lockedAdd: locked.withLock { $0 += task }
      case .lockedDouble: locked.withLock { $0 *= 2 }
      case .atomicAdd: atomic.add(task, ordering: .relaxed)
      case .atomicDouble:
        let seen = atomic.load(ordering: .relaxed)
        _ = atomic.compareExchange(expected: seen, desired: seen * 2, ordering: .relaxed)
      case .append: list.append(task)
      case .sum: sums += "\(list.reduce(0, +))"
      case .setKey: keys[task % 2] = (keys[0] ?? 1) + task
      case .readKey: sums += "\(keys[1] ?? 0)"
      case .actorAdd: await recorder.add(task)
      case .actorDouble: await recorder.double()
      case .globalAdd: randomGlobal += task
      case .globalDouble: randomGlobal *= 2
      case .yieldToStream: writer.yield(task)
      case .pause: await Task.yield()
      case .otherActorAdd: await other.add(task)
      case .slowActorAdd: await recorder.slowAdd(task)
      case .actorTasks: for handle in await recorder.start(task) { await handle.value }
      case .actorCallsActor: await recorder.add(to: other)
      case .immediate: await Task.immediate { number = number * 2 + task }.value
      case .immediateActorAdd:
        let call = Task.immediate { await recorder.add(task) }
        number += 1
        await call.value
      case .waitForPrevious:
        let seen = number
        await previous?.value
        sums += "<\(seen)>"
      case .writeAfterWaiting:
        await previous?.value
        number = task
      }
    }

    var text: String {
      get async {
        writer.finish()
        var words: [Int] = []
        for await word in stream { words.append(word) }
        let known = keys.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        let (inLock, inAtomic) = (locked.withLock { $0 }, atomic.load(ordering: .relaxed))
        let numbers = "\(number) \(inLock) \(inAtomic) \(await recorder.number) \(await other.number) \(randomGlobal)"
        return "\(numbers) \(list) \(known) \(sums) \(words)"
      }
    }
  }

  private actor Recorder {
    var number = 1
    func add(_ other: Int) { number += other }
    func double() { number *= 2 }

    func slowAdd(_ other: Int) async {
      let seen = number
      await Task.yield()
      number = seen + other
    }

    func add(to other: Recorder) async {
      let seen = number
      await other.add(seen)
      number += 1
    }

    func start(_ other: Int) -> [Task<Void, Never>] {
      [Task { number += other }, Task { number *= 2 }]
    }
  }
}

nonisolated(unsafe) private var randomGlobal = 1
