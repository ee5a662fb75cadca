// The wait graph of a program: holders and waiters of its resources, so that a deadlock is named.

package import EventLoops

/// The holders and waiters that a program declares for its locks, permits and other resources.
package struct WaitGraph: Sendable {
  private let state: LoopConfined<(holders: [String: String], wanted: [String: String])>

  /// A graph of nothing.
  package init(on loop: any EventLoop) {
    state = LoopConfined(observing: ([:], [:]), on: loop)
  }

  /// Notes that a waiter waits for a resource, until it acquires it. A waiter waits for one resource at a time.
  package func waits(_ waiter: String, for resource: String) {
    state.withValue { $0.wanted[waiter] = resource }
    noteState(of: resource)
  }

  /// Notes that a holder has a resource, and no longer waits for it.
  package func acquires(_ holder: String, _ resource: String) {
    state.withValue { state in
      state.holders[resource] = holder
      if state.wanted[holder] == resource { state.wanted[holder] = nil }
    }
    noteState(of: resource)
  }

  /// Notes that a resource is free.
  package func releases(_ resource: String) {
    state.withValue { $0.holders[resource] = nil }
    noteState(of: resource)
  }

  /// Notes the holder and the waiters of a resource for reports.
  private func noteState(of resource: String) {
    state.loop.noteState(resource, is: Self.text(of: resource, state.value))
  }

  private static func text(
    of resource: String, _ state: (holders: [String: String], wanted: [String: String])
  ) -> String {
    let holder = state.holders[resource] ?? "free"
    let waiters = state.wanted.keys.filter { state.wanted[$0] == resource }.sorted()
    return waiters.isEmpty ? holder : "\(holder); \(waiters.formattedList) \(waiters.count == 1 ? "waits" : "wait")"
  }

  /// One wait of a cycle: the waiter, the resource, and its holder.
  package struct Wait: Sendable, Hashable, CustomStringConvertible {
    /// The waiter.
    package let waiter: String
    /// For what.
    package let resource: String
    /// The holder.
    package let holder: String

    /// `first waits for B, which second has`.
    package var description: String { "\(waiter) waits for \(resource), which \(holder) has" }
  }

  /// A cycle of waits, beginning with the waiter whose name is alphabetically the first; empty if there is none.
  ///
  /// - Complexity: O(n²) for n waiters.
  package var cycle: [Wait] {
    if state.withValue({ $0.wanted.isEmpty }) { return [] }
    let (holders, wanted) = state.value
    for start in wanted.keys.sorted() {
      var waits: [Wait] = []
      var waiter = start
      while let resource = wanted[waiter], let holder = holders[resource], waits.count < wanted.count {
        waits.append(Wait(waiter: waiter, resource: resource, holder: holder))
        if holder == start { return waits }
        waiter = holder
      }
    }
    return []
  }
}
