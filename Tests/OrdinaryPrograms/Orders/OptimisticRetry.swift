// A retry after a conflict writes what was computed from the old version.

extension OrdinaryProgram {
  /// The compare-and-set is repeated with the new version and the old value.
  package static let optimisticRetry = OrdinaryProgram("optimistic retry") { isFixed in
    let record = VersionedRecord()
    let writers = (0..<2).map { _ in
      Task {
        var (value, version) = await record.read()
        while await !record.write(value + 1, ifVersion: version) {
          let latest = await record.read()
          version = latest.version
          if isFixed { value = latest.value }
        }
      }
    }
    for writer in writers { await writer.value }
    return await record.read().value == 2 ? nil : "an update is lost"
  }
}

private actor VersionedRecord {
  private var value = 0
  private var version = 0

  func read() -> (value: Int, version: Int) { (value, version) }

  func write(_ new: Int, ifVersion expected: Int) -> Bool {
    guard version == expected else { return false }
    value = new
    version += 1
    return true
  }
}
