// The functions and lines of places in code, by the program's symbols and debug information.

import CodeLines
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The places of a program's code, in words.
package struct CodePlaces {
  /// A function, and where in its file.
  struct Place: Hashable, Sendable {
    /// A demangled name without the types of parameters and generic arguments.
    let function: String
    /// The last component of the file's path and a line; nil without debug information.
    let line: String?
    /// Whether it is the line itself, or one near it.
    let isExact: Bool
    /// Whether the function reads or writes a property. Its line is that of the property.
    let isAccessor: Bool
    /// Whether the function is what follows a suspension.
    let isContinuation: Bool
    /// Whether the function only passes on what it is called with, in another form.
    let isThunk: Bool
    /// Whether the function makes the initial value of a global or static property.
    let isInitialValue: Bool
    /// Whether the function is the standard library's, although it is in the program.
    let isLibrary: Bool

    var description: String {
      line.map { "\(isExact ? "at" : "near") \($0) in `\(function)`" } ?? "in `\(function)`"
    }
  }

  private let places: [UInt: Place]
  private let codes: [MemoryPlace.Code]

  /// Looks up the symbols of some places.
  ///
  /// - Complexity: O(size of the program's debug information) once for each address of the process.
  package init(of codes: [MemoryPlace.Code]) {
    self.codes = codes
    places = Self.places(of: codes.flatMap { [$0.address, $0.caller] })
  }

  /// What a place is called.
  package subscript(code: MemoryPlace.Code) -> String {
    place(of: code)?.description ?? "in code without symbols"
  }

  /// The functions of all places, with their lines, each once.
  package var functions: [String] {
    var seen: Set<String> = []
    return codes.map { code in
      place(of: code).map { place in "`\(place.function)`" + (place.line.map { " (\($0))" } ?? "") }
        ?? "code without symbols"
    }.filter { seen.insert($0).inserted }
  }

  /// The function that a segment begins in, with its line, or with that of the suspension from which it continues.
  ///
  /// - Parameter entries: The functions that the segment has entered first, as return addresses.
  package static func beginning(_ entries: [UInt]) -> String? {
    let places = places(of: entries)
    let entered = entries.compactMap { places[$0] }.filter { !$0.isThunk }
    guard let place = entered.first else { return nil }
    // A function that begins by changing to its executor has its first line behind that.
    guard let line = entered.first(where: { $0.function == place.function && $0.line != nil })?.line else {
      return "`\(place.function)`"
    }
    return "`\(place.function)` " + (place.isContinuation ? "from the `await` at \(line)" : "at \(line)")
  }

  /// The line of the first of some places, a call before its caller, that is not in the standard library.
  package static func site(of addresses: [UInt]) -> String? {
    firstOwnPlace(of: addresses)?.line
  }

  /// The first of some places, a call before its caller, that is not in the standard library.
  static func firstOwnPlace(of addresses: [UInt]) -> Place? {
    let places = places(of: addresses)
    return addresses.lazy.compactMap { places[$0] }.first { !$0.isLibrary }
  }

  /// Whether one of some places is in what makes the initial value of a global or static property.
  static func isInInitialValue(_ addresses: [UInt]) -> Bool {
    // The compiler makes it a function of its own.
    let places = places(of: addresses)
    return addresses.contains { places[$0]?.isInitialValue == true }
  }

  private func place(of code: MemoryPlace.Code) -> Place? {
    // The line of a property's accessor is that of the property; the line of its caller says more.
    let found = [code.address, code.caller].compactMap { places[$0] }
    return found.first { !$0.isAccessor && $0.line != nil } ?? found.first { !$0.isAccessor } ?? found.first
  }

  /// What is known of the addresses of this process: nil for those that have no symbol.
  private static let known = Mutex<[UInt: Place?]>([:])

  private static func places(of addresses: [UInt]) -> [UInt: Place] {
    let addresses = Set(addresses).subtracting([0])
    return known.withLock { known in
      let unknown = addresses.filter { known[$0] == nil }.sorted()
      if !unknown.isEmpty { for (address, place) in find(unknown) { known[address] = .some(place) } }
      var places: [UInt: Place] = [:]
      for address in addresses { places[address] = known[address] ?? nil }
      return places
    }
  }

  private static func find(_ addresses: [UInt]) -> [(UInt, Place?)] {
    var lines = addresses.map { CodeLine(address: $0, symbol: nil, file: nil, line: 0, isNear: 0) }
    CodeLinesFind(&lines, lines.count)
    return lines.map { ($0.address, Place($0)) }
  }
}

extension CodePlaces.Place {
  /// A place from what the debug information says; nil without a symbol.
  fileprivate init?(_ line: CodeLine) {
    guard let symbol = line.symbol else { return nil }
    // The text is allocated by C.
    let text = CodeLinesDemangle(symbol)
    defer { free(text) }
    let name = text.map { String(cString: $0) } ?? String(cString: symbol)
    let path = line.file.map { String(cString: $0) }
    self.init(
      function: name.shortFunction, line: path.map { "\($0.split(separator: "/").last ?? ""):\(line.line)" },
      isExact: line.isNear == 0, isAccessor: Self.accessors.contains { name.contains($0) },
      isContinuation: String(cString: symbol).contains(/T[QY][0-9]*_$/), isThunk: name.contains("thunk"),
      isInitialValue: String(cString: symbol).hasSuffix("WZ"),
      isLibrary: Self.library.contains { String(cString: symbol).hasPrefix($0) })
  }

  private static let accessors = [".getter", ".setter", ".modify", ".read", ".unsafeAddressor"]
  /// How the symbols of the standard library begin, of which the compiler puts some functions into the program: those of the
  /// module `Swift`, and of tasks, groups, streams and the like.
  private static let library = ["$ss", "$sSc"]
}

extension String {
  /// A demangled name without the types of parameters and generic arguments: `a closure in Session.refresh()`.
  var shortFunction: String {
    let parts = Substring(self).withoutArguments.split(separator: " in ", omittingEmptySubsequences: true)
    guard let outer = parts.last else { return self }
    let words = outer.split(separator: " ")
    let name = words.last.map(String.init) ?? self
    return parts.count > 1 && contains("closure #") ? "a closure in \(name)" : name
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
