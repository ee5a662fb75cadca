// Internet addresses: a host and a port, as people write them and as the system wants them.

import Foundation

/// The address of one end of a connection.
///
/// The one place, beside `Descriptor`, that hands the system pointers to its C structures.
public struct SocketAddress: Sendable, CustomStringConvertible {
  private let storage: sockaddr_storage
  private let length: socklen_t

  private init(storage: sockaddr_storage, length: socklen_t) {
    self.storage = storage
    self.length = length
  }

  /// The addresses of a host name or a numeric address, in the system's order of preference.
  ///
  /// Looking up a name blocks; a numeric address does not.
  ///
  /// - Parameter isNumeric: Whether a name is refused, so that nothing blocks.
  /// - Throws: `SocketError` if there is none.
  package static func resolve(
    host: String, port: UInt16, isNumeric: Bool = false
  ) throws(SocketError) -> [SocketAddress] {
    var hints = addrinfo()
    if isNumeric { hints.ai_flags = AI_NUMERICHOST }
    #if canImport(Darwin)
      hints.ai_socktype = SOCK_STREAM
    #else
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    let failure = getaddrinfo(host, String(port), &hints, &list)
    guard failure == 0 else {
      throw SocketError("find the host '\(host)'", reason: String(cString: gai_strerror(failure)))
    }
    defer { freeaddrinfo(list) }
    var addresses: [SocketAddress] = []
    var next = list
    while let info = next?.pointee {
      next = info.ai_next
      guard let address = info.ai_addr, info.ai_family == AF_INET || info.ai_family == AF_INET6 else { continue }
      var storage = sockaddr_storage()
      withUnsafeMutableBytes(of: &storage) {
        $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(info.ai_addrlen)))
      }
      addresses.append(SocketAddress(storage: storage, length: info.ai_addrlen))
    }
    guard !addresses.isEmpty else {
      throw SocketError("find the host '\(host)'", reason: "it has no internet address")
    }
    return addresses
  }

  /// The address that the system tells through `fill`: `getsockname` or `getpeername`.
  init?(_ fill: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { fill($0, &length) }
    }
    guard result == 0 else { return nil }
    self.init(storage: storage, length: length)
  }

  /// The address family.
  var family: Int32 { Int32(storage.ss_family) }

  /// Calls `body` with the address as the system wants it.
  func withSystemAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }

  /// The numeric host.
  public var host: String { numeric.host }

  /// The port.
  public var port: UInt16 { UInt16(numeric.port) ?? 0 }

  /// `127.0.0.1:2323` or `[::1]:2323`.
  public var description: String {
    let (host, port) = numeric
    return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  private var numeric: (host: String, port: String) {
    var host = [UInt8](repeating: 0, count: 64)
    var port = [UInt8](repeating: 0, count: 8)
    let hostCapacity = socklen_t(host.count)
    let portCapacity = socklen_t(port.count)
    let failure = host.withUnsafeMutableBytes { host in
      port.withUnsafeMutableBytes { port in
        withSystemAddress { address, length in
          getnameinfo(
            address, length, host.baseAddress?.assumingMemoryBound(to: CChar.self), hostCapacity,
            port.baseAddress?.assumingMemoryBound(to: CChar.self), portCapacity, NI_NUMERICHOST | NI_NUMERICSERV)
        }
      }
    }
    guard failure == 0 else { return ("unknown", "0") }
    return (
      String(decoding: host.prefix { $0 != 0 }, as: UTF8.self), String(decoding: port.prefix { $0 != 0 }, as: UTF8.self)
    )
  }
}
