// The hold model on a binary heap of closures and nothing else: what a loop in Swift takes at least, beside `hold.cpp`.
//
// swiftc -O -enforce-exclusivity=unchecked .ci/peers/hold.swift -o hold && ./hold one 1000 && ./hold two 1000
//
// Bodies hold one reference, or two, which take an object for each timer.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func processorNanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// SplitMix64, as in `hold.cpp`.
struct Random {
  var state: UInt64 = 1

  mutating func delay() -> Int64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return 1 &+ Int64(mixed.multipliedFullWidth(by: 1_000_000_000).high)
  }
}

struct Timer {
  let due: Int64
  let sequence: UInt64
  let body: () -> Void
}

final class Loop {
  // Moved from place to place, so that no body is retained.
  private let heap = UnsafeMutablePointer<Timer>.allocate(capacity: 2_000_000)
  private var count = 0
  private var now: Int64 = 0
  private var sequence: UInt64 = 0
  private var random = Random()

  private func push(_ timer: consuming Timer) {
    let (due, number) = (timer.due, timer.sequence)
    var hole = count
    count += 1
    while hole > 0 {
      let above = heap + ((hole - 1) >> 1)
      if comes(above, before: due, number) { break }
      (heap + hole).moveInitialize(from: above, count: 1)
      hole = (hole - 1) >> 1
    }
    (heap + hole).initialize(to: timer)
  }

  private func pop() -> Timer {
    let first = heap.move()
    count -= 1
    if count == 0 { return first }
    let last = heap + count
    let (due, number) = (last.pointee.due, last.pointee.sequence)
    var hole = 0
    while true {
      var child = 2 * hole + 1
      if child >= count { break }
      let other = heap + child + 1
      if child + 1 < count, comes(other, before: heap[child].due, heap[child].sequence) { child += 1 }
      if !comes(heap + child, before: due, number) { break }
      (heap + hole).moveInitialize(from: heap + child, count: 1)
      hole = child
    }
    (heap + hole).moveInitialize(from: last, count: 1)
    return first
  }

  @inline(__always)
  private func comes(_ timer: UnsafeMutablePointer<Timer>, before due: Int64, _ number: UInt64) -> Bool {
    timer.pointee.due < due || timer.pointee.due == due && timer.pointee.sequence < number
  }

  func fire() {
    push(Timer(due: now + random.delay(), sequence: sequence) { self.fire() })
    sequence &+= 1
  }

  func fire(holding other: Loop) {
    push(Timer(due: now + random.delay(), sequence: sequence) { self.fire(holding: other) })
    sequence &+= 1
  }

  /// Runs so many events, and says what one takes.
  func run(_ events: Int) -> Double {
    let begin = processorNanoseconds()
    for _ in 0..<events {
      let timer = pop()
      now = timer.due
      timer.body()
    }
    return (processorNanoseconds() - begin) / Double(events)
  }
}

let words = CommandLine.arguments
guard words.count == 3, let pending = Int(words[2]), (1...1_000_000).contains(pending) else {
  print("usage: hold one|two PENDING")
  exit(2)
}
let (loop, other) = (Loop(), Loop())
for _ in 0..<pending { words[1] == "one" ? loop.fire() : loop.fire(holding: other) }
let events = pending < 200_000 ? 200_000 / pending * pending : pending
// The first events find the timers in the order in which they were set.
for _ in 0..<2 { _ = loop.run(events) }
print(loop.run(events))
