// The account of a loop's open obligations.

/// A slab of open obligations; opening and closing are O(1) and allocate only when the slab grows.
package struct Ledger: ~Copyable, Sendable {
  package struct Entry: Sendable {
    package var label: String
    package var site: SourceSite
    package var since: Instant
    /// The task that waits for it, as an index into the loop's tasks, or that it is.
    var task: Int? { taskIndex < 0 ? nil : Int(taskIndex) }
    /// That task or -1; of an entry that is closed, the next one that is, or -1.
    fileprivate var taskIndex: Int32
    fileprivate var serial: UInt32
    package var kind: Obligation.Kind
    fileprivate var isOpen: Bool
  }

  private var entries = Slab<Entry>()
  /// What a driven loop can end the waits with, by entry; empty on any other loop.
  private var waits: [(any AbandonedWait)?] = []
  /// The closed entry that is used next, or -1.
  private var firstVacant: Int32 = -1
  private var nextSerial: UInt32 = 0
  package private(set) var openCount = 0

  package init() {}

  package mutating func open(
    _ kind: Obligation.Kind, _ label: consuming String, at site: SourceSite, since: Instant, task: Int?
  ) -> Obligation.ID {
    nextSerial &+= 1
    openCount += 1
    let entry = Entry(
      label: label, site: site, since: since, taskIndex: Int32(truncatingIfNeeded: task ?? -1), serial: nextSerial,
      kind: kind, isOpen: true)
    let index = firstVacant
    if index >= 0 {
      firstVacant = entries[Int(index)].taskIndex
      entries[Int(index)] = entry
      return Obligation.ID(index: index, serial: nextSerial)
    }
    entries.append(entry)
    return Obligation.ID(index: Int32(truncatingIfNeeded: entries.count - 1), serial: nextSerial)
  }

  package mutating func close(_ id: Obligation.ID) -> Bool {
    guard isOpen(id) else { return false }
    let index = Int(id.index)
    entries[index].isOpen = false
    entries[index].label = ""
    entries[index].taskIndex = firstVacant
    firstVacant = id.index
    if index < waits.count { waits[index] = nil }
    openCount -= 1
    return true
  }

  mutating func assign(_ id: Obligation.ID, to task: Int) {
    guard isOpen(id) else { return }
    entries[Int(id.index)].taskIndex = Int32(truncatingIfNeeded: task)
  }

  mutating func assign(_ id: Obligation.ID, to wait: any AbandonedWait) {
    guard isOpen(id) else { return }
    if waits.count < entries.count { waits += Array(repeating: nil, count: entries.count - waits.count) }
    waits[Int(id.index)] = wait
  }

  /// Takes the waits that are not over, in the order in which they were begun.
  mutating func takeWaits() -> [any AbandonedWait] {
    defer { waits = [] }
    var left: [(serial: UInt32, wait: any AbandonedWait)] = []
    for (index, wait) in waits.enumerated() {
      if let wait { left.append((entries[index].serial, wait)) }
    }
    return left.sorted { $0.serial < $1.serial }.map(\.wait)
  }

  /// The task that an open obligation is, or that waits for it.
  func task(of id: Obligation.ID) -> Int? {
    isOpen(id) ? entries[Int(id.index)].task : nil
  }

  /// The open entries in the order in which they were opened.
  package var open: [Entry] {
    var open: [Entry] = []
    for index in 0..<entries.count where entries[index].isOpen { open.append(entries[index]) }
    return open.sorted { $0.serial < $1.serial }
  }

  /// What is open, as a report shows it.
  package var leftovers: [Leftover] {
    open.map { Leftover(kind: $0.kind, label: $0.label, site: $0.site, since: $0.since) }
  }

  private func isOpen(_ id: Obligation.ID) -> Bool {
    guard id.index >= 0, id.index < entries.count else { return false }
    return entries[Int(id.index)].isOpen && entries[Int(id.index)].serial == id.serial
  }
}
