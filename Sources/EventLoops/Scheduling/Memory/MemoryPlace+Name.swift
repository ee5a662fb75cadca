// What a place in memory is called, by the description that the compiler keeps of a type.

#if os(Linux) && compiler(>=6.3) && !BRAID_PORTABLE
  @_spi(Reflection) import Swift
#endif

extension MemoryPlace {
  /// Whether the memory is a property of a class or an actor.
  package var isOfClass: Bool { type != 0 && name.hasPrefix("`") }

  /// What the memory is: a property of a type, as far as its type is known.
  package var name: String {
    if state == ScheduleRecord.streams { return "an `AsyncStream`" }
    if use == .result { return "the results of a task group" }
    // Metadata is never freed. The first word of a class's is 0; that of a captured variable's box is another number.
    guard type != 0, let metadata = UnsafePointer<UInt>(bitPattern: type) else { return "a variable" }
    guard metadata.pointee == 0 else { return "a captured variable" }
    let type = unsafeBitCast(metadata, to: Any.Type.self)
    var (property, nearest) = ("", -1)
    #if os(Linux) && compiler(>=6.3) && !BRAID_PORTABLE
      // Of a class, and without the fields that have no description: as the constants of the type say, which are variables.
      _ = _forEachField(of: type, options: _EachFieldOptions(rawValue: 1 | 2)) { name, offset, _, _ in
        if offset <= self.offset, offset > nearest { (property, nearest) = (String(cString: name), offset) }
        return true
      }
    #endif
    let object = _typeName(type, qualified: false)
    return property.isEmpty ? "an object of `\(object)`" : "`\(object).\(property)`"
  }
}
