// The functions and lines of places in code, by the program's symbols and debug information.

import EventLoops
import Synchronization

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
      let addresses = codes.flatMap { [$0.address, $0.caller] }.filter { $0 != 0 }
      let found = Self.gate.withLock { _ in Self.symbols(of: addresses, ImageMap.capture()) }
      for code in codes where known[code] == nil {
        // The line of a property's accessor is that of the property; the line of its caller says more.
        let places = [code.address, code.caller].compactMap { found[$0] }
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
    /// The symbol of an address.
    private struct Symbol {
      let place: Place
      let isAccessor: Bool
    }

    /// Held during a look-up: each reads the debug information of the whole program, which takes some 100 MB for a large
    /// one.
    private static let gate = Mutex(())

    /// How far behind an address without a line one is looked for, in bytes, and in which steps.
    private static let (reach, step) = (UInt(512), 8)

    /// The symbols of addresses; where the compiler gives an access no line, the next line of its function.
    private static func symbols(of addresses: [UInt], _ images: ImageMap) -> [UInt: Symbol] {
      var found = lookUp(addresses, images)
      let bare = addresses.filter { found[$0]?.place.line == nil && found[$0] != nil }
      let behind = lookUp(bare.flatMap { stride(from: $0, through: $0 + reach, by: step) }, images)
      for address in bare {
        let next = stride(from: address, through: address + reach, by: step).lazy.compactMap { behind[$0] }
        guard let near = next.first(where: { $0.place.line != nil }),
          near.place.function == found[address]?.place.function
        else { continue }
        found[address] = Symbol(
          place: Place(function: near.place.function, line: near.place.line, isExact: false),
          isAccessor: near.isAccessor)
      }
      return found
    }

    /// Looks addresses up, all at once: each look-up by itself would read the debug information again.
    private static func lookUp(_ addresses: [UInt], _ images: ImageMap) -> [UInt: Symbol] {
      if addresses.isEmpty { return [:] }
      #if arch(x86_64)
        let architecture = "x86_64"
      #else
        let architecture = "arm64"
      #endif
      let frames = addresses.map { RichFrame<UInt64>.returnAddress(UInt64($0)) }
      let backtrace = Backtrace(architecture: architecture, frames: frames, images: images)
      guard let found = backtrace.symbolicated(options: [.showSourceLocations, .useSymbolCache]) else { return [:] }
      var symbols: [UInt: Symbol] = [:]
      for (address, frame) in zip(addresses, found.frames) {
        guard let symbol = frame.symbol else { continue }
        let location = symbol.sourceLocation.flatMap { $0.line > 0 && !$0.path.hasSuffix(">") ? $0 : nil }
        let line = location.map { "\($0.path.split(separator: "/").last ?? ""):\($0.line)" }
        let isAccessor = accessors.contains { symbol.name.contains($0) }
        symbols[address] = Symbol(
          place: Place(function: symbol.name.shortFunction, line: line, isExact: true), isAccessor: isAccessor)
      }
      return symbols
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
