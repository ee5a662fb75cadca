// The queues of timers against the plainest one that keeps the order: a sorted list.

import Testing

@testable import EventLoops

@Suite struct `The order of timers` {
  /// A key of a sorted list: an equal one comes behind those that are there.
  private struct ModelKey: Equatable {
    var deadline: Int64
    var ticket: Ticket
  }

  /// The keys in their order.
  private struct Model {
    var keys: [ModelKey] = []

    mutating func insert(_ key: ModelKey) {
      keys.insert(key, at: keys.firstIndex { $0.deadline > key.deadline } ?? keys.count)
    }
  }

  private static func key(_ key: TimerKey?) -> ModelKey? {
    key.map { ModelKey(deadline: $0.deadline.nanoseconds, ticket: $0.ticket) }
  }

  /// An instant, or the last one there is.
  private static func later(_ now: Int64, by delay: Int64) -> Int64 {
    let (sum, isTooLate) = now.addingReportingOverflow(delay)
    return isTooLate ? .max : sum
  }

  /// A delay as programs have them: none, a few equal ones, any, and one that never ends.
  private static func delay(_ random: inout SeededGenerator) -> Int64 {
    switch random.next(below: 12) {
    case 0: 0
    case 1...4: Int64(random.next(below: 5)) * 10_000_000
    case 5...7: Int64(random.next(below: 100))
    case 8...10: Int64(random.next(below: 1 << (1 + random.next(below: 40))))
    default: .max / 2
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `random operations give what a sorted list gives`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var order = TimerOrder()
    var model = Model()
    var (now, sequence) = (Int64(0), 0)
    // Some scripts keep few keys, others hundreds.
    let growth = 4 + random.next(below: 8)
    for _ in 0..<2_000 {
      switch random.next(below: 16) {
      case 0..<growth:
        let key = ModelKey(
          deadline: Self.later(now, by: Self.delay(&random)), ticket: Ticket(sequence: sequence, slot: sequence % 1_000)
        )
        sequence += 1
        order.insert(TimerKey(deadline: Instant(nanoseconds: key.deadline), ticket: key.ticket))
        model.insert(key)
      case growth, growth + 1:
        // A look ahead moves no clock: earlier timers may follow.
        let first = order.first()
        #expect(Self.key(first) == model.keys.first)
      case growth + 2 where !model.keys.isEmpty:
        // The clock moves to the next timer, as a virtual one does.
        let first = order.first()
        #expect(Self.key(first) == model.keys.first)
        now = max(now, model.keys[0].deadline)
        let taken = order.removeFirst(dueBy: Instant(nanoseconds: now))
        #expect(Self.key(taken) == model.keys.removeFirst())
      case growth + 3:
        // The clock moves by itself, as a live one does, or blocking work moves it.
        now = Self.later(now, by: Int64(random.next(below: 1 << (1 + random.next(below: 26)))))
        while let key = order.removeFirst(dueBy: Instant(nanoseconds: now)) {
          #expect(Self.key(key) == (model.keys.isEmpty ? nil : model.keys.removeFirst()))
          #expect(key.deadline.nanoseconds <= now)
        }
        #expect(model.keys.first.map { $0.deadline > now } ?? true)
      case growth + 4 where !model.keys.isEmpty && random.next(below: 4) == 0:
        guard let first = order.first() else { break }
        let next = TimerKey(
          deadline: first.deadline, ticket: Ticket(sequence: first.ticket.sequence, slot: first.ticket.slot + 1_000))
        order.replaceFirst(with: next)
        model.keys[0].ticket = next.ticket
      case growth + 5 where !model.keys.isEmpty:
        if order.first() != nil { order.removeFirst() }
        model.keys.removeFirst()
      case growth + 6 where random.next(below: 20) == 0:
        order.fill(with: order.removeAll())
      default: break
      }
      if model.keys.isEmpty {
        let first = order.first()
        #expect(first == nil)
      }
    }
    while let key = order.first() {
      #expect(Self.key(key) == (model.keys.isEmpty ? nil : model.keys.removeFirst()))
      order.removeFirst()
    }
    #expect(model.keys.isEmpty)
  }

  /// The deadlines are as close as numbers can be, or as far apart as years.
  @Test(arguments: [40, 100, 1_000], [8, 12, 20, 30, 44, 62])
  func `keys that are taken one by one, each followed by another one, come as from a sorted list`(
    pending: Int, bits: Int
  ) {
    var random = SeededGenerator(seed: UInt64(pending + bits))
    var order = TimerOrder()
    var model = Model()
    var (now, sequence) = (Int64(0), 0)
    func insert() {
      let range = random.next(below: 10) == 0 ? 1_000 : 1 << bits
      let key = ModelKey(
        deadline: Self.later(now, by: 1 + Int64(random.next(below: range))),
        ticket: Ticket(sequence: sequence, slot: sequence % 5_000))
      sequence += 1
      order.insert(TimerKey(deadline: Instant(nanoseconds: key.deadline), ticket: key.ticket))
      let place = model.keys.firstIndex { $0.deadline > key.deadline } ?? model.keys.count
      model.keys.insert(key, at: place)
    }
    for _ in 0..<pending { insert() }
    var wrong = 0
    for _ in 0..<(pending > 100 ? 3_000 : 8_000) {
      let first = model.keys.removeFirst()
      let taken = Self.key(order.removeFirst(dueBy: .distantFuture))
      if taken != first { wrong += 1 }
      now = first.deadline
      insert()
    }
    #expect(wrong == 0)
  }

  @Test(arguments: [4, 8])
  func `four and eight numbers are sorted, by all inputs of zeros and ones`(count: Int) {
    // A network of exchanges sorts every input if it sorts these.
    for bits in 0..<1 << count as Range<UInt64> {
      var numbers: [UInt64] = []
      var places: [Int] = []
      let (input, add) = (
        { (place: Int) in bits >> UInt64(place) & 1 },
        { (place: Int, number: UInt64) in
          places.append(place)
          numbers.append(number)
        }
      )
      if count == 4 { FourSorted(input).forEach(add) } else { EightSorted(input).forEach(add) }
      #expect(places == Array(0..<count))
      #expect(numbers == numbers.sorted())
      #expect(numbers.reduce(0, +) == UInt64(bits.nonzeroBitCount))
    }
  }

  @Test(arguments: [1, 33, 1_000, 50_000], [0, 1, 7, 30, 53, 63])
  func `the digits of a deadline cover each of its bits once, and their buckets do not overlap`(count: Int, bits: Int) {
    let keys = (0..<count).map { number in
      TimerKey(
        deadline: Instant(nanoseconds: .min &+ Int64(truncatingIfNeeded: UInt64(number) << UInt64(max(0, bits - 20)))),
        ticket: Ticket(sequence: number))
    }
    let digits = RadixDigits(for: keys, from: 0).ofBits
    #expect(digits.count == 64)
    var (bit, bucket) = (0, 0)
    while bit < 64 {
      let digit = digits[bit]
      #expect(Int(digit.shift) == bit)
      #expect(Int(digit.firstBucket) == bucket)
      let width = (Int(digit.mask) + 1).trailingZeroBitCount
      #expect(width >= 1 && bit + width <= 64)
      for other in digits[bit..<min(bit + width, 64)] { #expect(other.firstBucket == digit.firstBucket) }
      bit += width
      bucket += max(1 << width, 64)
    }
    #expect(bucket <= RadixDigits.wordCount * 64)
    #expect(RadixDigits.wordCount <= 64)
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `timers that are armed, cancelled and taken in any order run as in a sorted list`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var timers = TimerQueue()
    var model = Model()
    var (now, sequence) = (Int64(0), 0)
    for _ in 0..<3_000 {
      switch random.next(below: 10) {
      case 0...4:
        let ticket = timers.hold(.callback {}, sequence: sequence)
        let key = ModelKey(deadline: Self.later(now, by: Self.delay(&random)), ticket: ticket)
        sequence += 1
        timers.arm(ticket, due: Instant(nanoseconds: key.deadline))
        model.insert(key)
      case 5...7 where !model.keys.isEmpty:
        // Early ones more often, which are the heads of chains.
        let index = random.next(below: 1 + random.next(below: model.keys.count))
        let work = timers.cancel(model.keys.remove(at: index).ticket) != nil
        #expect(work)
      case 8:
        let earliest = timers.earliestDeadline()
        #expect(earliest?.nanoseconds == model.keys.first?.deadline)
      default:
        now = Self.later(now, by: Int64(random.next(below: 1 << (1 + random.next(below: 26)))))
        while let ticket = timers.popDue(by: Instant(nanoseconds: now)) {
          #expect(timers.poppedDeadline.nanoseconds == model.keys.first?.deadline)
          #expect(timers.poppedDeadline.nanoseconds <= now)
          #expect(ticket == (model.keys.isEmpty ? nil : model.keys.removeFirst().ticket))
          let work = timers.take(ticket) != nil
          #expect(work)
        }
        #expect(model.keys.first.map { $0.deadline > now } ?? true)
      }
      #expect(timers.count == model.keys.count)
    }
  }

  /// Two deadlines in the same bucket then differ in bits that are not part of what is sorted, wherever the digits begin.
  @Test(arguments: 1...50)
  func `deadlines of centuries are in order behind those of other lengths`(bits: Int) {
    var deadlines = (0..<40).map { Int64($0) << Int64(bits) }
    deadlines += [3 << 61 + 1, 1 << 62 + 5, .max, 1 << 62]
    var heap = RadixHeap()
    heap.fill(
      with: deadlines.enumerated().map { sequence, deadline in
        TimerKey(deadline: Instant(nanoseconds: deadline), ticket: Ticket(sequence: sequence))
      })
    var taken: [Int64] = []
    while heap.first() != nil { taken.append(heap.removeFirst().deadline.nanoseconds) }
    #expect(taken == deadlines.sorted())
  }

  /// The distances of deadlines are such that a key moves through buckets of several digits, of few keys and of many.
  @Test(arguments: [10, 24, 40])
  func `keys that come and go take no more memory than those that are pending`(bits: Int) {
    var random = SeededGenerator(seed: UInt64(bits))
    var order = TimerOrder()
    var now = Instant.zero
    var most = 0
    for sequence in 0..<20_000 {
      if sequence >= 500 {
        now = order.removeFirst(dueBy: .distantFuture)?.deadline ?? now
        // For a time they are far from the others, and near each other.
        let distance = sequence % 1_000 < 300 ? 1 << 44 : 0
        order.insert(key(after: distance + random.next(below: 1 << bits), sequence))
      } else {
        order.insert(key(after: random.next(below: 1 << bits), sequence))
      }
      most = max(most, order.capacity)
    }
    func key(after distance: Int, _ sequence: Int) -> TimerKey {
      TimerKey(deadline: now.advanced(by: .nanoseconds(1 + distance)), ticket: Ticket(sequence: sequence))
    }
    // A chunk of eight keys for each in a bucket of its own, and twice as much after the last growth.
    #expect(most <= 500 * 8 * 2 + 64)
  }

  @Test func `cancelling a hundred thousand timers of different deadlines keeps the memory of none`() {
    var timers = TimerQueue()
    var most = 0
    for round in 0..<10 {
      let tickets = (0..<10_000).map { number in
        let ticket = timers.hold(.callback {}, sequence: round * 10_000 + number)
        timers.arm(ticket, due: .nanoseconds(1 + Int64(number) * 7_919 % 10_007))
        return ticket
      }
      most = max(most, timers.keyCapacity)
      for ticket in tickets { _ = timers.cancel(ticket) }
      #expect(timers.count == 0)
      #expect(timers.staleCount <= 64)
      #expect(timers.keyCapacity <= 1_024)
    }
    #expect(most < 40_000)
  }
}
