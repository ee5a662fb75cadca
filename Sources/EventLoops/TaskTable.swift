// The tasks that a loop has seen: who started them, and what they are called.

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
  }

  private var indices: [UInt64: Int] = [:]
  private(set) var records: [Record] = []

  /// The index of a task that was seen before.
  func index(of id: UInt64) -> Int? {
    id == 0 ? nil : indices[id]
  }

  /// Meets a task for the first time: one that was spawned, or a structured child of `parent`.
  mutating func meet(_ id: UInt64, spawned: (label: String, site: SourceSite)?, parent: Int?) -> Int {
    let index = records.count
    if let spawned {
      records.append(Record(label: spawned.label, site: spawned.site, root: index))
    } else if let parent {
      let above = records[parent]
      records.append(Record(label: above.label + " child", site: above.site, root: above.root, parent: parent))
    } else {
      records.append(Record(label: "task", site: nil, root: index))
    }
    indices[id] = index
    return index
  }

  mutating func name(_ task: Int, _ number: Int32) {
    records[task].name = number
  }
}
