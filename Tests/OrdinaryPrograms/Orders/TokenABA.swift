// A comparison with an old value passes although the value has changed twice in between.

import Synchronization

extension OrdinaryProgram {
  /// A stack of numbered boxes takes its top off in two steps: it reads the top and what is below, and then compares and
  /// sets. Another task pops two boxes and pushes the first one back in between.
  package static let tokenABA = OrdinaryProgram("token ABA") { isFixed in
    let stack = Stack(isFixed: isFixed)
    let victim = Task { await stack.slowPop() }
    let other = Task {
      let first = stack.pop()
      _ = stack.pop()
      if let first { stack.push(first) }
    }
    _ = await (victim.value, other.value)
    return stack.hasFreedBox ? "a box that was taken is on the stack again" : nil
  }
}

private final class Stack: Sendable {
  private struct State {
    var top: Int? = 3
    var below: [Int: Int] = [3: 2, 2: 1]
    var version = 0
    var taken: Set<Int> = []
  }

  private let state = Mutex(State())
  private let isFixed: Bool

  init(isFixed: Bool) { self.isFixed = isFixed }

  func pop() -> Int? {
    state.withLock { state in
      guard let top = state.top else { return nil }
      state.top = state.below[top]
      state.version += 1
      state.taken.insert(top)
      return top
    }
  }

  func push(_ box: Int) {
    state.withLock { state in
      state.below[box] = state.top
      state.top = box
      state.version += 1
      state.taken.remove(box)
    }
  }

  func slowPop() async {
    while true {
      let (top, next, version) = state.withLock {
        ($0.top, $0.top.flatMap { [below = $0.below] in below[$0] }, $0.version)
      }
      guard let top else { return }
      await Task.yield()
      let isDone = state.withLock { state in
        guard isFixed ? state.version == version : state.top == top else { return false }
        state.top = next
        state.version += 1
        state.taken.insert(top)
        return true
      }
      if isDone { return }
    }
  }

  /// Whether the top of the stack is a box that was taken off.
  var hasFreedBox: Bool { state.withLock { state in state.top.map { state.taken.contains($0) } ?? false } }
}
