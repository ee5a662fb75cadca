// The account of a loop's open obligations.

/// A slab of open obligations; opening and closing are O(1) and allocate only when the slab grows.
///
/// Names are stored as numbers, because many obligations share one name.
package struct Ledger: ~Copyable, Sendable {
  /// An open obligation, as a report shows it.
  package struct Entry: Sendable {
    package let label: String
    package let site: SourceSite
    package let since: Instant
    package let kind: Obligation.Kind
    /// The task that waits for it, as an index into the loop's tasks, or that it is.
    let task: Int?
  }

  private struct Slot {
    let since: Instant
    /// The number of its name, or -1 of one whose name is in `rareNames`.
    let name: Int32
    /// The obligations' numbers in the order in which they were opened; 0 of one that is closed.
    var serial: UInt32
    /// The task that waits for it or -1; of one that is closed, the next one that is, or -1.
    var taskIndex: Int32
    let kind: Obligation.Kind
  }

  private var slots = Slab<Slot>()
  private var names = EventNames(limit: 4_096)
  /// The names of open obligations that came when there were too many names, by serial.
  private var rareNames: [UInt32: EventNames.Name] = [:]
  /// What a driven loop can end the waits with, by slot; empty on any other loop.
  private var waits: [(any AbandonedWait)?] = []
  /// The closed slot that is used next, or -1.
  private var firstVacant: Int32 = -1
  private var nextSerial: UInt32 = 0
  package private(set) var openCount = 0

  package init() {}

  @inline(__always)
  package mutating func open(
    _ kind: Obligation.Kind, _ label: borrowing String, at site: SourceSite, since: Instant, task: Int?
  ) -> Obligation.ID {
    nextSerial &+= nextSerial == .max ? 2 : 1
    openCount &+= 1
    let name = names.number(of: label, at: site)
    if name < 0 { rareNames[nextSerial] = EventNames.Name(label: copy label, site: site) }
    let slot = Slot(
      since: since, name: name, serial: nextSerial, taskIndex: Int32(truncatingIfNeeded: task ?? -1), kind: kind)
    let index = firstVacant
    if index >= 0 {
      firstVacant = slots[Int(index)].taskIndex
      slots[Int(index)] = slot
      return Obligation.ID(index: index, serial: nextSerial, name: name)
    }
    slots.append(slot)
    return Obligation.ID(index: Int32(truncatingIfNeeded: slots.count &- 1), serial: nextSerial, name: name)
  }

  package mutating func close(_ id: Obligation.ID) -> Bool {
    guard isOpen(id) else { return false }
    let index = Int(id.index)
    slots[index].serial = 0
    slots[index].taskIndex = firstVacant
    firstVacant = id.index
    if id.name < 0 { rareNames[id.serial] = nil }
    if index < waits.count { waits[index] = nil }
    openCount &-= 1
    return true
  }

  /// What an obligation is called and where it was created; nil of one that is closed if it was one of too many names.
  package func name(of id: Obligation.ID) -> (label: String, site: SourceSite)? {
    guard let name = id.name < 0 ? rareNames[id.serial] : names[id.name], let site = name.site else { return nil }
    return (name.label, site)
  }

  mutating func assign(_ id: Obligation.ID, to task: Int) {
    guard isOpen(id) else { return }
    slots[Int(id.index)].taskIndex = Int32(truncatingIfNeeded: task)
  }

  mutating func assign(_ id: Obligation.ID, to wait: any AbandonedWait) {
    guard isOpen(id) else { return }
    while waits.count < slots.count { waits.append(nil) }
    waits[Int(id.index)] = wait
  }

  /// Takes the waits that are not over, in the order in which they were begun.
  mutating func takeWaits() -> [any AbandonedWait] {
    defer { waits = [] }
    var left: [(serial: UInt32, wait: any AbandonedWait)] = []
    for (index, wait) in waits.enumerated() {
      if let wait { left.append((slots[index].serial, wait)) }
    }
    return left.sorted { $0.serial < $1.serial }.map(\.wait)
  }

  /// The task that an open obligation is, or that waits for it.
  func task(of id: Obligation.ID) -> Int? {
    isOpen(id) ? Self.task(slots[Int(id.index)]) : nil
  }

  private static func task(_ slot: Slot) -> Int? { slot.taskIndex < 0 ? nil : Int(slot.taskIndex) }

  /// The open obligations in the order in which they were opened.
  package var open: [Entry] {
    var open: [Slot] = []
    for index in 0..<slots.count where slots[index].serial != 0 { open.append(slots[index]) }
    return open.sorted { $0.serial < $1.serial }.compactMap { slot in
      let id = Obligation.ID(index: -1, serial: slot.serial, name: slot.name)
      return name(of: id).map { name in
        Entry(label: name.label, site: name.site, since: slot.since, kind: slot.kind, task: Self.task(slot))
      }
    }
  }

  /// How many slots there are and how many names outside of the table, for tests that watch memory.
  var capacity: (slots: Int, rareNames: Int) { (slots.count, rareNames.count) }

  /// What is open, as a report shows it.
  package var leftovers: [Leftover] {
    open.map { Leftover(kind: $0.kind, label: $0.label, site: $0.site, since: $0.since) }
  }

  @inline(__always)
  private func isOpen(_ id: Obligation.ID) -> Bool {
    id.index >= 0 && id.index < slots.count && slots[Int(id.index)].serial == id.serial
  }
}
