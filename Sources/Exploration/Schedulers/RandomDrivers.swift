// The seeded schedules: uniform picks, random priorities with demotions, and priorities redrawn on conflicts.

import EventLoops

/// Every pick uniform at random.
final class RandomScheduler: ScheduleDriver {
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
    ready.count > 1 ? generator.next(below: ready.count) : 0
  }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? { generator.next(below: options) }
}

/// A random priority for each chain of first posts, and a few moments at which the running chain is put last.
///
/// After Burckhardt, Kothari, Musuvathi and Nagarakatte, "A Randomized Scheduler with Probabilistic Guarantees of
/// Finding Bugs" (ASPLOS 2010), with chains of posts in the place of threads.
final class PCTScheduler: ScheduleDriver {
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  private var state: State

  /// - Parameters:
  ///   - depth: How many events have to come in a certain order for the bugs that are looked for, 1 or more.
  ///   - length: How many steps a run has, as far as is known.
  init(seed: UInt64, depth: Int, length: Int) {
    state = State(generator: SeededGenerator(seed: seed))
    for rank in 1..<max(depth, 1) {
      state.demotions.append((state.generator.next(below: max(length, 1)), UInt64(rank)))
    }
  }

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int { state.next(among: ready, in: record) }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? { state.generator.next(below: options) }

  private struct State {
    var generator: SeededGenerator
    /// The steps at which the running chain is put last, with the priority it then has.
    var demotions: [(step: Int, priority: UInt64)] = []
    private var chains: [Int] = []
    private var priorities: [UInt64] = []
    /// The last event that posted anything that is in `chains` by now.
    private var lastParent = -1

    init(generator: SeededGenerator) {
      self.generator = generator
    }

    mutating func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
      meetChains(in: record)
      var (best, highest) = (ready.startIndex, priorities[chains[ready[ready.startIndex]]])
      for index in ready.indices.dropFirst() {
        let priority = priorities[chains[ready[index]]]
        if priority > highest { (best, highest) = (index, priority) }
      }
      for demotion in demotions where demotion.step == record.steps.count {
        priorities[chains[ready[best]]] = demotion.priority
      }
      return best - ready.startIndex
    }

    private mutating func meetChains(in record: ScheduleRecord) {
      let count = record.events.count
      while chains.count < count {
        let parent = record.parent(of: chains.count)
        if parent >= 0, parent != lastParent {
          chains.append(chains[parent])
          lastParent = parent
        } else {
          chains.append(priorities.count)
          priorities.append(generator.next() | 1 << 63)
        }
      }
    }
  }
}

/// A random priority for each event, drawn again for those that conflict with what has just run.
///
/// After Yuan, Yang and Gu, "Partial Order Aware Concurrency Sampling" (CAV 2018). What an event will touch is known
/// from the runs before, by its name.
final class POSScheduler: ScheduleDriver {
  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  private var state: State

  init(seed: UInt64, known: KnownFootprints) {
    state = State(generator: SeededGenerator(seed: seed), known: known)
  }

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
    ready.count == 1 ? 0 : state.next(among: ready, in: record)
  }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? { state.generator.next(below: options) }

  private struct State {
    var generator: SeededGenerator
    private let known: KnownFootprints
    private var priorities: [UInt64] = []
    /// The numbers of what the events will touch, each looked up once; -1 of one that is not known.
    private var numbers: [Int] = []
    /// The ready events that conflict with the last step.
    private var conflicting: [Int] = []

    init(generator: SeededGenerator, known: KnownFootprints) {
      self.generator = generator
      self.known = known
    }

    mutating func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
      for event in priorities.count..<record.events.count {
        priorities.append(generator.next())
        numbers.append(known.number(of: record.name(of: event)) ?? -1)
      }
      if record.steps.count > 0 {
        conflicting.removeAll(keepingCapacity: true)
        known.find(
          among: ready, numbered: numbers, conflictingWith: record.steps.count - 1, in: record, &conflicting)
        for event in conflicting { priorities[event] = generator.next() }
      }
      var best = ready.startIndex
      for index in ready.indices where priorities[ready[index]] > priorities[ready[best]] { best = index }
      return best - ready.startIndex
    }
  }
}
