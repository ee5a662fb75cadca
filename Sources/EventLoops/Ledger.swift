// The account of a loop's open obligations.

/// A slab of open obligations; opening and closing are O(1) and allocate only when the slab grows.
package struct Ledger {
  package struct Entry {
    package var kind: Obligation.Kind
    package var label: String
    package var site: SourceSite
    package var since: Instant
    /// The task that waits for it, as an index into the loop's tasks, or that it is.
    var task: Int?
    /// What the loop can end the wait with, on a driven loop.
    var wait: (any AbandonedWait)?
    var serial: UInt32
    var isOpen: Bool
  }

  private var entries: [Entry] = []
  private var vacant: [Int32] = []
  private var nextSerial: UInt32 = 0
  package private(set) var openCount = 0

  package init() {}

  package mutating func open(
    _ kind: Obligation.Kind, _ label: String, at site: SourceSite, since: Instant, task: Int?
  ) -> Obligation.ID {
    nextSerial &+= 1
    openCount += 1
    let entry = Entry(
      kind: kind, label: label, site: site, since: since, task: task, wait: nil, serial: nextSerial, isOpen: true)
    if let index = vacant.popLast() {
      entries[Int(index)] = entry
      return Obligation.ID(index: index, serial: nextSerial)
    }
    entries.append(entry)
    return Obligation.ID(index: Int32(entries.count - 1), serial: nextSerial)
  }

  package mutating func close(_ id: Obligation.ID) -> Bool {
    guard isOpen(id) else { return false }
    let index = Int(id.index)
    entries[index].isOpen = false
    entries[index].label = ""
    entries[index].wait = nil
    vacant.append(id.index)
    openCount -= 1
    return true
  }

  mutating func assign(_ id: Obligation.ID, to task: Int) {
    guard isOpen(id) else { return }
    entries[Int(id.index)].task = task
  }

  mutating func assign(_ id: Obligation.ID, to wait: any AbandonedWait) {
    guard isOpen(id) else { return }
    entries[Int(id.index)].wait = wait
  }

  /// Takes the waits that are not over, in the order in which they were begun.
  mutating func takeWaits() -> [any AbandonedWait] {
    let waits = open.compactMap(\.wait)
    for index in entries.indices { entries[index].wait = nil }
    return waits
  }

  /// The task that an open obligation is, or that waits for it.
  func task(of id: Obligation.ID) -> Int? {
    isOpen(id) ? entries[Int(id.index)].task : nil
  }

  /// The open entries in the order in which they were opened.
  package var open: [Entry] {
    entries.filter(\.isOpen).sorted { $0.serial < $1.serial }
  }

  /// What is open, as a report shows it.
  package var leftovers: [Leftover] {
    open.map { Leftover(kind: $0.kind, label: $0.label, site: $0.site, since: $0.since) }
  }

  private func isOpen(_ id: Obligation.ID) -> Bool {
    guard id.index >= 0 else { return false }
    let entry = entries[Int(id.index)]
    return entry.isOpen && entry.serial == id.serial
  }
}
