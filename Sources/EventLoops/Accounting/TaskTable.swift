// The tasks that a loop has seen, with their parents and their names.

/// Tasks by the runtime's number, numbered again in the order in which the loop met them.
struct TaskTable {
  struct Record {
    var label: String
    var site: SourceSite?
    /// The spawned task at the root of the structured tasks this one belongs to; itself if it was spawned.
    var root: Int
    /// The task of which this one is a structured child.
    var parent: Int?
    /// The number of its name in the log, once it was asked for.
    var name: Int32?
    /// How many of its children have numbers in their names.
    var numberedChildren = 0
  }

  private var indices = TaskIndices()
  private(set) var records: [Record] = []

  /// The index of a task that was seen before.
  func index(of id: UInt64) -> Int? {
    indices[id]
  }

  /// Meets a task that was spawned, for the first time.
  mutating func meet(_ id: UInt64, label: String, site: SourceSite?) -> Int {
    add(id, Record(label: label, site: site, root: records.count))
  }

  /// Registers a task that was not spawned through the loop: a structured child of `parent`, if there is one.
  mutating func meet(_ id: UInt64, childOf parent: Int?) -> Int {
    guard let parent else { return meet(id, label: "task", site: nil) }
    let above = records[parent]
    return add(id, Record(label: above.label + " child", site: above.site, root: above.root, parent: parent))
  }

  /// Meets a task that was not spawned through the loop. Without a name, it is named by its number among the tasks of
  /// `parent`: `test.2`.
  mutating func meet(_ id: UInt64, numberedChildOf parent: Int?, named name: String?) -> Int {
    guard let parent else { return meet(id, label: name ?? "task", site: nil) }
    records[parent].numberedChildren += 1
    let above = records[parent]
    let label = name ?? "\(above.label).\(above.numberedChildren)"
    return add(id, Record(label: label, site: above.site, root: above.root, parent: parent))
  }

  private mutating func add(_ id: UInt64, _ record: Record) -> Int {
    if records.isEmpty { records.reserveCapacity(16) }
    indices.insert(id, records.count)
    records.append(record)
    return records.count - 1
  }

  mutating func name(_ task: Int, _ number: Int32) {
    records[task].name = number
  }
}

/// The indices of tasks by the runtime's numbers, which are never 0.
///
/// Every segment of a task asks for its index once or twice. The numbers follow one another, so that a multiplication
/// spreads them well enough.
private struct TaskIndices {
  private struct Entry {
    var id: UInt64 = 0
    var index = 0
  }

  /// A power of two of entries, at most half of them used; an entry is at its place, or where the next free one was.
  private var entries: [Entry] = []
  private var count = 0

  subscript(id: UInt64) -> Int? {
    if id == 0 || entries.isEmpty { return nil }
    let place = place(of: id)
    return entries[place].id == id ? entries[place].index : nil
  }

  /// Adds a number that is not there.
  mutating func insert(_ id: UInt64, _ index: Int) {
    if 2 * count >= entries.count { grow() }
    entries[place(of: id)] = Entry(id: id, index: index)
    count += 1
  }

  /// Where a number is, or would be put.
  private func place(of id: UInt64) -> Int {
    let mask = entries.count - 1
    var place = Int(truncatingIfNeeded: (id &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while entries[place].id != 0, entries[place].id != id { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: Entry(), count: max(32, 2 * old.count))
    for entry in old where entry.id != 0 { entries[place(of: entry.id)] = entry }
  }
}
