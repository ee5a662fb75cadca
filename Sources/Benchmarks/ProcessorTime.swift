// The processor time that this process has had.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads the time that the processors have worked for this process, in all of its threads.
///
/// Unlike the time on the wall it does not run while other processes have the processor.
enum ProcessorTime {
  /// The time in nanoseconds.
  static var nanoseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
