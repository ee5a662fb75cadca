// Which thread this is.

#if canImport(Darwin)
  import Darwin
#else
  import ConcurrencyHooks
#endif

/// The identity of a thread as a number that can be kept in an atomic; never 0.
package enum ThreadIdentity {
  @inline(__always)
  package static var current: UInt {
    #if canImport(Darwin)
      UInt(bitPattern: pthread_self())
    #else
      UInt(threadPointer())
    #endif
  }
}
