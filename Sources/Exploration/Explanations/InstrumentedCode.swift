// Whether the compiler's instrumentation is there.

import EventLoops

/// The instrumentation of code by the compiler's `-Xfrontend -sanitize=thread`.
package enum InstrumentedCode {
  /// Whether the process has instrumented code that reports to an exploration: not in the portable form, with the sanitizers
  /// of threads and addresses, and on other platforms than Linux with the C library of GNU.
  package static var isAvailable: Bool { VirtualEventLoop.canNoteMemory }
}
