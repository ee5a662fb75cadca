// A few places in the code: return addresses, a call before its caller.

/// Up to six return addresses, in place: each wait of a task notes some, and hardly any is looked at.
struct CallSites {
  private var sites: (UInt, UInt, UInt, UInt, UInt, UInt) = (0, 0, 0, 0, 0, 0)
  private var count = 0

  /// None.
  init() {}

  /// What a function finds.
  ///
  /// - Parameters:
  ///   - most: How many there may be, 6 or less.
  ///   - find: Writes as many as it finds, and returns their number.
  init(atMost most: Int = 6, _ find: (UnsafeMutablePointer<UInt>, Int) -> Int) {
    precondition((0...6).contains(most), "six places at most are kept")
    count = withUnsafeMutableBytes(of: &sites) {
      find($0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt.self), most)
    }
  }

  /// The addresses.
  var all: [UInt] {
    withUnsafeBytes(of: sites) { Array($0.bindMemory(to: UInt.self)[..<count]) }
  }
}
