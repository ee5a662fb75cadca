// The system's list of sockets to watch, as Linux has it: epoll.

#if os(Linux)
  import Foundation
  import LinuxPolling

  extension PollDescriptor {
    /// A new list without sockets.
    static func open() throws(SocketError) -> PollDescriptor {
      let number = epoll_create1(Int32(EPOLL_CLOEXEC))
      guard number >= 0 else { throw SocketError("watch sockets") }
      return PollDescriptor(number: number)
    }

    /// Begins to watch a socket: a notice comes each time when it becomes ready, and the first one if it is already.
    func add(_ socket: Descriptor, as id: UInt64) throws(SocketError) {
      var event = epoll_event()
      event.events = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
      event.data.u64 = id
      guard epoll_ctl(number, EPOLL_CTL_ADD, socket.number, &event) == 0 else {
        throw SocketError("watch a socket")
      }
    }

    /// Ends to watch a socket.
    func remove(_ socket: Descriptor) {
      _ = epoll_ctl(number, EPOLL_CTL_DEL, socket.number, nil)
    }

    /// The notices that are there, up to `capacity` of them; waits for the first one.
    ///
    /// - Parameter milliseconds: How long it waits at most.
    func notices(upTo capacity: Int, waiting milliseconds: Int) -> [Notice] {
      withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: capacity) { buffer in
        let count = epoll_wait(number, buffer.baseAddress, Int32(capacity), Int32(milliseconds))
        guard count > 0 else { return [] }
        return buffer[..<Int(count)].map { Notice(id: $0.data.u64, readiness: Readiness(bits: $0.events)) }
      }
    }
  }

  extension Readiness {
    fileprivate init(bits: UInt32) {
      self = []
      let breaks = EPOLLHUP.rawValue | EPOLLERR.rawValue
      if bits & (EPOLLRDHUP.rawValue | breaks) != 0 { insert([.ended, .readable]) }
      if bits & EPOLLIN.rawValue != 0 { insert(.readable) }
      if bits & (EPOLLOUT.rawValue | breaks) != 0 { insert(.writable) }
      if bits & breaks != 0 { insert(.broken) }
    }
  }
#endif
