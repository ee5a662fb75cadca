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
    /// The last step that posted anything that is in `chains` by now.
    private var lastPoster = -1

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
      // From another module, exclusive access is checked each time that the record is asked for its lists.
      let (events, steps) = (record.events, record.steps)
      while chains.count < events.count {
        let poster = events[chains.count].poster
        if poster >= 0, poster != lastPoster {
          chains.append(chains[steps[poster].event])
          lastPoster = poster
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

  init(seed: UInt64, known: [UInt64: Footprint]) {
    state = State(generator: SeededGenerator(seed: seed), known: known)
  }

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
    ready.count == 1 ? 0 : state.next(among: ready, in: record)
  }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? { state.generator.next(below: options) }

  private struct State {
    var generator: SeededGenerator
    private let known: [UInt64: Footprint]
    private var priorities: [UInt64] = []
    /// What the events will touch, each looked up once; nil of one that is not known.
    private var footprints: [Footprint?] = []

    init(generator: SeededGenerator, known: [UInt64: Footprint]) {
      self.generator = generator
      self.known = known
    }

    mutating func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
      let events = record.events
      for event in events[priorities.count...] {
        priorities.append(generator.next())
        footprints.append(known[event.name])
      }
      let last = record.steps.count - 1
      for event in ready where last >= 0 {
        guard let footprint = footprints[event] else { continue }
        if record.conflicts(footprint, with: last) { priorities[event] = generator.next() }
      }
      var best = ready.startIndex
      for index in ready.indices where priorities[ready[index]] > priorities[ready[best]] { best = index }
      return best - ready.startIndex
    }
  }
}
