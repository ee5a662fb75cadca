// The system's list of sockets to watch, as Darwin has it: kqueue.

#if canImport(Darwin)
  import Foundation

  extension PollDescriptor {
    /// A new list without sockets.
    static func open() throws(SocketError) -> PollDescriptor {
      let number = kqueue()
      guard number >= 0 else { throw SocketError("watch sockets") }
      return PollDescriptor(number: number)
    }

    /// Begins to watch a socket: a notice comes each time when it becomes ready, and the first one if it is already.
    func add(_ socket: Descriptor, as id: UInt64) throws(SocketError) {
      let changes = [EVFILT_READ, EVFILT_WRITE].map { filter in
        kevent64_s(
          ident: UInt64(socket.number), filter: Int16(filter), flags: UInt16(EV_ADD | EV_CLEAR), fflags: 0, data: 0,
          udata: id, ext: (0, 0))
      }
      guard kevent64(number, changes, Int32(changes.count), nil, 0, 0, nil) == 0 else {
        throw SocketError("watch a socket")
      }
    }

    /// Ends to watch a socket.
    func remove(_ socket: Descriptor) {
      let changes = [EVFILT_READ, EVFILT_WRITE].map { filter in
        kevent64_s(
          ident: UInt64(socket.number), filter: Int16(filter), flags: UInt16(EV_DELETE), fflags: 0, data: 0, udata: 0,
          ext: (0, 0))
      }
      _ = kevent64(number, changes, Int32(changes.count), nil, 0, 0, nil)
    }

    /// The notices that are there, up to `capacity` of them; waits for the first one.
    ///
    /// - Parameter milliseconds: How long it waits at most.
    func notices(upTo capacity: Int, waiting milliseconds: Int) -> [Notice] {
      var time = timespec(tv_sec: milliseconds / 1_000, tv_nsec: milliseconds % 1_000 * 1_000_000)
      return withUnsafeTemporaryAllocation(of: kevent64_s.self, capacity: capacity) { buffer in
        let count = kevent64(number, nil, 0, buffer.baseAddress, Int32(capacity), 0, &time)
        guard count > 0 else { return [] }
        return buffer[..<Int(count)].map { event in
          var readiness: Readiness = event.filter == EVFILT_READ ? .readable : .writable
          if event.flags & UInt16(EV_EOF) != 0 {
            readiness.insert([.ended, .readable])
            // Behind the end of what can be read there may be a client that still reads; behind this there is none.
            if event.filter == EVFILT_WRITE || event.fflags != 0 { readiness.insert(.broken) }
          }
          return Notice(id: event.udata, readiness: readiness)
        }
      }
    }
  }
#endif
