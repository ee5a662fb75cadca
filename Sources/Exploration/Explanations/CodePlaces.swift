// The functions and lines of places in code, by the program's symbols and debug information.

import EventLoops

#if os(Linux) && canImport(Runtime) && compiler(>=6.3) && !BRAID_PORTABLE
  @_spi(Internal) import Runtime
#endif

/// The places of a program's code, in words. Looking symbols up takes time, so that it is done where a text needs it.
struct CodePlaces {
  /// A function, and where in its file.
  struct Place: Hashable {
    let function: String
    /// The last component of the file's path and a line; nil without debug information.
    let line: String?

    var description: String {
      line.map { "at \($0) in `\(function)`" } ?? "in `\(function)`"
    }
  }

  private var known: [MemoryPlace.Code: Place] = [:]
  private let codes: [MemoryPlace.Code]

  /// Looks up the symbols of some places.
  init(of codes: [MemoryPlace.Code]) {
    self.codes = codes
    #if os(Linux) && canImport(Runtime) && compiler(>=6.3) && !BRAID_PORTABLE
      let images = ImageMap.capture()
      for code in codes where known[code] == nil {
        // The line of a property's accessor is that of the property; the line of its caller says more.
        let places = [code.address, code.caller].filter { $0 != 0 }.flatMap { Self.places(of: $0, images) }
        known[code] =
          places.first { !$0.isAccessor && $0.place.line != nil }?.place ?? places.first { !$0.isAccessor }?.place
          ?? places.first?.place
      }
    #endif
  }

  /// What a place is called.
  subscript(code: MemoryPlace.Code) -> String {
    known[code]?.description ?? "in code without symbols"
  }

  /// The functions of all places, with their lines, each once.
  var functions: [String] {
    codes.map { code in
      known[code].map { place in "`\(place.function)`" + (place.line.map { " (\($0))" } ?? "") }
        ?? "code without symbols"
    }.uniqued
  }

  #if os(Linux) && canImport(Runtime) && compiler(>=6.3) && !BRAID_PORTABLE
    private static func places(of address: UInt, _ images: ImageMap) -> [(place: Place, isAccessor: Bool)] {
      // The call has no line if the compiler has made the access up; the code behind it has the line of its statement.
      let frames = stride(from: UInt(0), through: 48, by: 4).map {
        RichFrame<UInt64>.returnAddress(UInt64(address + $0))
      }
      #if arch(x86_64)
        let architecture = "x86_64"
      #else
        let architecture = "arm64"
      #endif
      let backtrace = Backtrace(architecture: architecture, frames: frames, images: images)
      guard let found = backtrace.symbolicated(options: [.showSourceLocations, .useSymbolCache]) else { return [] }
      let places: [(place: Place, isAccessor: Bool)] = found.frames.compactMap { frame in
        guard let symbol = frame.symbol else { return nil }
        let location = symbol.sourceLocation.flatMap { $0.line > 0 && !$0.path.hasSuffix(">") ? $0 : nil }
        let line = location.map { "\($0.path.split(separator: "/").last ?? ""):\($0.line)" }
        let name = symbol.name
        let isAccessor = accessors.contains { name.contains($0) }
        return (Place(function: name.shortFunction, line: line), isAccessor)
      }
      guard let first = places.first else { return [] }
      return [places.first { $0.place.function == first.place.function && $0.place.line != nil } ?? first]
    }

    private static let accessors = [".getter", ".setter", ".modify", ".read", ".unsafeAddressor"]
  #endif
}

extension String {
  /// A demangled name without the types of parameters and generic arguments: `a closure in Session.refresh()`.
  var shortFunction: String {
    let parts = Substring(self).withoutArguments.split(separator: " in ", omittingEmptySubsequences: true)
    guard let outer = parts.last else { return self }
    let words = outer.split(separator: " ")
    let name = words.last.map(String.init) ?? self
    return parts.count > 1 && hasPrefix("closure #") ? "a closure in \(name)" : name
  }
}

extension Substring {
  /// The text without what is in angle brackets, and with empty parentheses.
  fileprivate var withoutArguments: String {
    var (kept, depth) = ("", 0)
    for character in self {
      if character == ")" || character == ">", depth > 0 { depth -= 1 }
      if depth == 0, character != ">" { kept.append(character) }
      if character == "(" || character == "<" { depth += 1 }
    }
    return kept.replacing("<", with: "")
  }
}
