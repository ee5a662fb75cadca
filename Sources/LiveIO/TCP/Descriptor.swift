// A socket's file descriptor: the system calls, without blocking and without signals.

import Foundation

/// An open socket. All calls return at once.
///
/// The one place, beside `SocketAddress`, that hands the system pointers.
struct Descriptor: Sendable {
  let number: Int32

  /// The result of trying to read or write.
  enum Attempt<Value> {
    case done(Value)
    /// Nothing can be done now; the system tells when it can.
    case wouldBlock
    case failed(SocketError)
  }

  /// A new socket that does not block.
  static func open(for address: SocketAddress, _ purpose: String) throws(SocketError) -> Descriptor {
    #if canImport(Darwin)
      let number = socket(address.family, SOCK_STREAM, 0)
    #else
      let number = socket(address.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    #endif
    guard number >= 0 else { throw SocketError(purpose) }
    let descriptor = Descriptor(number: number)
    descriptor.prepare()
    return descriptor
  }

  /// Two sockets that are connected to each other.
  static func pair() throws(SocketError) -> (Descriptor, Descriptor) {
    var numbers: [Int32] = [0, 0]
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #else
      let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    guard socketpair(AF_UNIX, kind, 0, &numbers) == 0 else { throw SocketError("make a pair of sockets") }
    let ends = (Descriptor(number: numbers[0]), Descriptor(number: numbers[1]))
    for end in [ends.0, ends.1] { end.prepare() }
    return ends
  }

  /// Sets what every socket of ours has: it does not block, is not inherited, and raises no signal.
  private func prepare() {
    _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    set(Int32(IPPROTO_TCP), TCP_NODELAY)
    #if canImport(Darwin)
      set(SOL_SOCKET, SO_NOSIGPIPE)
    #endif
  }

  /// Switches an option of the socket on.
  func set(_ level: Int32, _ option: Int32) {
    var on: Int32 = 1
    _ = setsockopt(number, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Takes a connection that waits.
  func accept() -> Attempt<Descriptor> {
    while true {
      #if canImport(Darwin)
        let accepted = Foundation.accept(number, nil, nil)
      #else
        let accepted = Glibc.accept(number, nil, nil)
      #endif
      if accepted >= 0 {
        let descriptor = Descriptor(number: accepted)
        descriptor.prepare()
        return .done(descriptor)
      }
      switch errno {
      case EINTR, ECONNABORTED: continue
      case EAGAIN: return .wouldBlock
      default: return .failed(SocketError("accept a connection"))
      }
    }
  }

  /// The most bytes that are read by way of the stack.
  private static let mostOnStack = 1_024

  /// Reads up to `count` bytes; none at the end of the stream.
  func read(upTo count: Int) -> Attempt<[UInt8]> {
    while true {
      var failure: Int32 = 0
      let receive = { (buffer: UnsafeMutableBufferPointer<UInt8>) -> Int in
        let result = recv(number, buffer.baseAddress, count, 0)
        if result < 0 { failure = errno }
        return max(0, result)
      }
      // What comes is mostly shorter than what may come: it is copied from the stack to memory of its size.
      let bytes =
        count <= Self.mostOnStack
        ? withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { Array($0[..<receive($0)]) }
        : [UInt8](unsafeUninitializedCapacity: count) { $1 = receive($0) }
      switch failure {
      case 0: return .done(bytes)
      case EINTR: continue
      case EAGAIN: return .wouldBlock
      default: return .failed(SocketError("read", code: failure))
      }
    }
  }

  /// Writes as many of the bytes as the system takes now.
  func write(_ bytes: ArraySlice<UInt8>) -> Attempt<Int> {
    while true {
      #if canImport(Darwin)
        let flags: Int32 = 0
      #else
        let flags = Int32(MSG_NOSIGNAL)
      #endif
      let result = bytes.withUnsafeBytes { send(number, $0.baseAddress, $0.count, flags) }
      if result >= 0 { return .done(result) }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .wouldBlock
      default: return .failed(SocketError("write"))
      }
    }
  }

  /// Says that no more will be written; the other side reads the end of the stream.
  func endWriting() {
    #if canImport(Darwin)
      _ = shutdown(number, SHUT_WR)
    #else
      _ = shutdown(number, Int32(SHUT_WR))
    #endif
  }

  /// Closes the socket. The descriptor must not be used afterwards.
  func close() {
    #if canImport(Darwin)
      _ = Foundation.close(number)
    #else
      _ = Glibc.close(number)
    #endif
  }

  /// The address of this end.
  var localAddress: SocketAddress? { SocketAddress { getsockname(number, $0, $1) } }

  /// The address of the other end.
  var remoteAddress: SocketAddress? { SocketAddress { getpeername(number, $0, $1) } }
}
