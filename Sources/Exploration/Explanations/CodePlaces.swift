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
    /// Whether it is the line itself, or one near it.
    let isExact: Bool

    var description: String {
      line.map { "\(isExact ? "at" : "near") \($0) in `\(function)`" } ?? "in `\(function)`"
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
    /// The function of an address; where the compiler gives the access no line, the next line of its function.
    private static func places(of address: UInt, _ images: ImageMap) -> [(place: Place, isAccessor: Bool)] {
      guard let first = symbols(of: [address], images).first else { return [] }
      if first.place.line != nil { return [first] }
      let behind = symbols(of: stride(from: address, through: address + 512, by: 8).map(\.self), images)
      guard let near = behind.first(where: { $0.place.line != nil }), near.place.function == first.place.function else {
        return [first]
      }
      return [(Place(function: near.place.function, line: near.place.line, isExact: false), near.isAccessor)]
    }

    private static func symbols(of addresses: [UInt], _ images: ImageMap) -> [(place: Place, isAccessor: Bool)] {
      #if arch(x86_64)
        let architecture = "x86_64"
      #else
        let architecture = "arm64"
      #endif
      let frames = addresses.map { RichFrame<UInt64>.returnAddress(UInt64($0)) }
      let backtrace = Backtrace(architecture: architecture, frames: frames, images: images)
      guard let found = backtrace.symbolicated(options: [.showSourceLocations, .useSymbolCache]) else { return [] }
      return found.frames.compactMap { frame in
        guard let symbol = frame.symbol else { return nil }
        let location = symbol.sourceLocation.flatMap { $0.line > 0 && !$0.path.hasSuffix(">") ? $0 : nil }
        let line = location.map { "\($0.path.split(separator: "/").last ?? ""):\($0.line)" }
        let isAccessor = accessors.contains { symbol.name.contains($0) }
        return (Place(function: symbol.name.shortFunction, line: line, isExact: true), isAccessor)
      }
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
