// How many classes of schedules were met, in memory that does not grow with the number of runs.

/// Counts classes by their hashes: exactly up to a number, and from there on as far as one search alone can tell.
///
/// One search runs no class twice, so what it has run is a count of classes without any memory. The hashes are kept, up
/// to `capacity`, to know which classes two phases have in common, and which ones the last search did not run.
struct ClassCount: Sendable {
  /// How many hashes are kept: half a megabyte of them.
  static let capacity = 1 << 16

  private var hashes: Set<UInt64> = []
  /// Those of `hashes` that the last search has run.
  private var searched: Set<UInt64> = []
  private var ofSearch = 0
  private var largestSearch = 0
  private let capacity: Int

  init(capacity: Int = Self.capacity) {
    self.capacity = capacity
  }

  /// How many classes were certainly met.
  var count: Int { max(hashes.count, largestSearch) }
  /// Whether the count includes all classes.
  var isExact: Bool { hashes.count < capacity }
  /// How many hashes are in memory.
  var kept: Int { hashes.count }
  /// How many classes were met, but not by the last search; 0 if there are too many classes to know.
  var notSearched: Int { isExact ? hashes.count - searched.count : 0 }

  /// Forgets all classes, whose hashes are no longer those of the same schedules.
  mutating func forget() { self = ClassCount(capacity: capacity) }

  /// A search begins, which will run each class at most once.
  mutating func beginSearch() {
    ofSearch = 0
    searched.removeAll(keepingCapacity: true)
  }

  /// The search has run a class.
  mutating func addFromSearch(_ hash: UInt64) {
    ofSearch += 1
    largestSearch = max(largestSearch, ofSearch)
    add(hash)
    if isExact { searched.insert(hash) }
  }

  /// Some other run was of a class.
  mutating func add(_ hash: UInt64) {
    if isExact { hashes.insert(hash) }
  }
}
