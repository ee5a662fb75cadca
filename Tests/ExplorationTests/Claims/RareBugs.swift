// Small programs with bugs that few schedules show.

import Comparison
import EventLoops

@testable import Exploration

/// A program with a bug, by name.
struct RareBug: Sendable {
  let name: String
  let subject: Subject

  private init(
    _ name: String, sharing: Sharing = .notedState,
    _ start: @escaping @Sendable (VirtualEventLoop) -> @Sendable () -> String?
  ) {
    self.name = name
    subject = Subject(name, sharing: sharing) { loop in
      let finding = start(loop)
      return { _ in
        let text = finding()
        return Verdict(text == nil ? "right" : "wrong", findings: [text].compactMap(\.self))
      }
    }
  }

  /// A waiter looks at a flag and registers in a later event; the signal may come in between.
  static let lostWakeup = RareBug("lost wake-up") { loop in
    let isSet = SharedState("is set", false, on: loop)
    let waits = SharedState("waits", false, on: loop)
    let isWoken = SharedState("is woken", false, on: loop)
    loop.spawn("signal") {
      isSet.value = true
      if waits.value { isWoken.value = true }
    }
    loop.spawn("waiter") {
      if isSet.value { return isWoken.value = true }
      await Task.yield()
      waits.value = true
    }
    return { isWoken.value || !isSet.value ? nil : "the waiter was not woken" }
  }

  /// Two candidates look whether there is a leader and become it in a later event.
  static let twoLeaders = RareBug("two leaders") { loop in
    let leader = SharedState("leader", 0, on: loop)
    let elections = SharedState("elections", 0, on: loop)
    for candidate in 1...2 {
      loop.spawn("candidate \(candidate)") {
        for _ in 0..<candidate { await Task.yield() }
        guard leader.value == 0 else { return }
        await Task.yield()
        leader.value = candidate
        elections.value += 1
      }
    }
    return { elections.value == 2 ? "there are two leaders" : nil }
  }

  /// A report after some hops that must not see what is half written between two events.
  ///
  /// - Parameters:
  ///   - hops: How many events the report takes before it looks.
  ///   - isNoted: Whether the loop sees the accesses to what is written.
  ///   - callers: How many callers there are beside it whose updates may be lost: work for a search.
  static func narrowWindow(hops: Int, isNoted: Bool, beside callers: Int = 0) -> RareBug {
    RareBug(
      "narrow window, \(hops) hops" + (isNoted ? "" : ", plain state"), sharing: isNoted ? .notedState : .anything
    ) { loop in
      let noted = LoopConfined("", on: loop)
      let plain = Plain()
      let seen = LoopConfined(observing: "", on: loop)
      @Sendable func set(_ text: String) { if isNoted { noted.value = text } else { plain.text = text } }
      @Sendable func hop(_ left: Int) {
        loop.post("hop \(left)") {
          if left > 0 { hop(left - 1) } else { seen.value = isNoted ? noted.value : plain.text }
        }
      }
      loop.post("begin") {
        set("half")
        loop.post("commit") { set("whole") }
      }
      hop(hops)
      let count = LoopConfined(0, on: loop)
      for _ in 0..<callers {
        loop.post("read") {
          let seen = count.value
          loop.post("write") { count.value = seen + 1 }
        }
      }
      return { seen.value == "half" ? "the report is half" : nil }
    }
  }

  /// A task that is cancelled after some hops, before its first segment and before another task has set a flag.
  static func lateCancel(hops: Int) -> RareBug {
    RareBug("late cancel, \(hops) hops") { loop in
      let isReady = SharedState("is ready", false, on: loop)
      let isLost = SharedState("is lost", false, on: loop)
      let task = loop.spawn("save") { if Task.isCancelled && !isReady.value { isLost.value = true } }
      @Sendable func hop(_ left: Int) {
        loop.post("hop \(left)") { if left > 0 { hop(left - 1) } else { task.cancel() } }
      }
      loop.spawn("set up") { isReady.value = true }
      hop(hops)
      return { isLost.value ? "what was to be saved is lost" : nil }
    }
  }

  private final class Plain: @unchecked Sendable { var text = "" }
}
