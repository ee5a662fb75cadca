// How much memory this process occupies.

import Foundation

/// Reads how much memory the process has in use, where the system tells.
enum ResidentMemory {
  /// The bytes in memory: heap, stacks and all; nil where `/proc` does not tell.
  static var bytes: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let fields = text.split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The bytes of memory that the machine has.
  static var ofMachine: Int { Int(ProcessInfo.processInfo.physicalMemory) }

  /// Gives what the heap does not need back to the system, so that the next growth can be seen.
  static func trim() {
    #if canImport(Glibc)
      _ = heapTrim(0)
    #endif
  }
}

#if canImport(Glibc)
  /// glibc's `malloc_trim`, which the overlay leaves out.
  @_silgen_name("malloc_trim")
  private func heapTrim(_ pad: Int) -> Int32
#endif
