// Lets Swift's own clocks show a capturing loop's time inside its events.

#if os(Linux) && canImport(Glibc) && compiler(>=6.3) && !BRAID_PORTABLE
  import Glibc

  /// `ContinuousClock` and `SuspendingClock` read the time through one pointer to `clock_gettime`, which the dynamic
  /// linker keeps for the Swift concurrency library alone. It is changed to point here; the calling thread decides.
  ///
  /// The runtime has no hook for this. Without it, a sleep would arrive short of what was asked for by the real time
  /// since the clock was read, and no rounding tells for certain by how much: the thread may have been put aside.
  enum ClockCapture {
    /// Whether the clocks can be captured. The first call changes the pointer.
    static let isInstalled: Bool = {
      // The first reading lets the linker fill the pointer in, so that it does not do so later.
      _ = ContinuousClock.now
      guard let slot = slotOfClock() else { return false }
      let reading: @convention(c) (clockid_t, UnsafeMutablePointer<timespec>) -> Int32 = { clock, time in
        guard let loop = RunningLoop.capturing else { return clock_gettime(clock, time) }
        let (seconds, rest) = loop.now.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        time.pointee = timespec(tv_sec: Int(seconds), tv_nsec: Int(rest))
        return 0
      }
      slot.pointee = unsafeBitCast(reading, to: UnsafeRawPointer.self)
      return true
    }()

    /// Where the library keeps its pointer; nil if the program contains the library, or if the linker guards pointers.
    private static func slotOfClock() -> UnsafeMutablePointer<UnsafeRawPointer?>? {
      guard let library = dlopen("libswift_Concurrency.so", RTLD_LAZY | RTLD_NOLOAD) else { return nil }
      // To glibc, the handle of a library is its link map.
      let map = library.assumingMemoryBound(to: link_map.self).pointee
      let dynamic = DynamicSection(map.l_ld)
      guard !dynamic.isBoundAtOnce, let strings = dynamic.pointer(DT_STRTAB, to: CChar.self),
        let symbols = dynamic.pointer(DT_SYMTAB, to: Elf64_Sym.self),
        let relocations = dynamic.pointer(DT_JMPREL, to: Elf64_Rela.self)
      else { return nil }
      for k in 0..<Int(dynamic.value(DT_PLTRELSZ)) / MemoryLayout<Elf64_Rela>.stride {
        let name = strings + Int(symbols[Int(relocations[k].r_info >> 32)].st_name)
        guard strcmp(name, "clock_gettime") == 0 else { continue }
        return UnsafeMutablePointer(bitPattern: UInt(map.l_addr) + UInt(relocations[k].r_offset))
      }
      return nil
    }

    /// The list of tagged values with which a library tells the linker about itself.
    private struct DynamicSection {
      private let first: UnsafeMutablePointer<Elf64_Dyn>?

      init(_ first: UnsafeMutablePointer<Elf64_Dyn>?) {
        self.first = first
      }

      /// Whether the linker has filled all pointers in at the start, after which it may make them read-only.
      var isBoundAtOnce: Bool {
        value(DT_FLAGS) & UInt(DF_BIND_NOW) != 0 || value(DT_FLAGS_1) & UInt(DF_1_NOW) != 0
      }

      /// The value with a tag, or 0.
      func value(_ tag: Int32) -> UInt {
        var entry = first
        while let here = entry, here.pointee.d_tag != DT_NULL {
          if here.pointee.d_tag == tag { return UInt(here.pointee.d_un.d_val) }
          entry = here + 1
        }
        return 0
      }

      func pointer<Pointee>(_ tag: Int32, to type: Pointee.Type) -> UnsafePointer<Pointee>? {
        UnsafePointer(bitPattern: value(tag))
      }
    }
  }
#endif
