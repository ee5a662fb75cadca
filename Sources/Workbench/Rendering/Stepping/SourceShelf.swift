// The sources of the programs that ran, as far as they are available.

import EventLoops
import Foundation
import Synchronization

/// Finds the pieces of source that a run names, in the folders `Sources` and `Tests` of a package.
package struct SourceShelf: Sendable {
  private let root: String?
  private let known = KnownFiles()
  /// The most files of a module that are looked through.
  private static let mostFiles = 10_000
  /// The most lines that are quoted where there is no region.
  private static let mostLines = 60

  /// The sources below a package's folder, or none.
  package init(root: String? = nil) {
    self.root = root
  }

  /// A piece of source, and which line of it each site is.
  struct Quote: Hashable {
    /// The file's name.
    let name: String
    /// The lines.
    let lines: [String]
    /// For each site its line, counted from 0.
    let sites: [SourceSite: Int]
  }

  /// The pieces that hold some sites: the region around a site, or the lines around it where it is in none.
  func quotes(for sites: [SourceSite]) -> [Quote] {
    var files: [String] = []
    for site in sites where !files.contains(site.fileID.description) { files.append(site.fileID.description) }
    return files.flatMap { file in
      quotes(from: file, for: sites.filter { $0.fileID.description == file })
    }
  }

  /// The pieces of a quote in colours, line by line.
  func spans(of quote: Quote) -> [[CodeSpan]] { known.spans(of: quote) }

  private func quotes(from fileID: String, for sites: [SourceSite]) -> [Quote] {
    guard let file = known.file(fileID, read: read) else { return [] }
    let name = file.name
    var quotes: [Quote] = []
    var left = sites
    for region in file.regions {
      let inside = left.filter { (region.line + 1...region.line + region.body.count).contains(Int($0.line)) }
      if inside.isEmpty { continue }
      left.removeAll { inside.contains($0) }
      quotes.append(
        Quote(name: name, lines: region.body, sites: Self.lines(of: inside, from: region.line + 1)))
    }
    let numbers = left.map { Int($0.line) }
    guard let first = numbers.min(), let last = numbers.max() else { return quotes }
    let lines = file.lines
    let start = max(1, first - 3)
    let end = min(lines.count, last + 3, start + Self.mostLines - 1)
    guard start <= end else { return quotes }
    let shown = left.filter { (start...end).contains(Int($0.line)) }
    quotes.append(
      Quote(name: name, lines: Array(lines[start - 1..<end]), sites: Self.lines(of: shown, from: start)))
    return quotes
  }

  private static func lines(of sites: [SourceSite], from first: Int) -> [SourceSite: Int] {
    Dictionary(sites.map { ($0, Int($0.line) - first) }) { one, _ in one }
  }

  /// Reads a file by its module and name. Returns nil if it is not available, or not the only one.
  private func read(_ fileID: String) -> ReadFile? {
    let parts = fileID.split(separator: "/").map(String.init)
    guard let root, parts.count == 2, !parts.contains("..") else { return nil }
    for folder in ["Sources", "Tests"] {
      let module = "\(root)/\(folder)/\(parts[0])"
      guard let files = FileManager.default.enumerator(atPath: module) else { continue }
      var found: [String] = []
      var seen = 0
      while seen < Self.mostFiles, let path = files.nextObject() as? String {
        seen += 1
        if path == parts[1] || path.hasSuffix("/" + parts[1]) { found.append(path) }
      }
      if found.count == 1, let data = FileManager.default.contents(atPath: "\(module)/\(found[0])") {
        return ReadFile(name: parts[1], text: String(decoding: data, as: UTF8.self))
      }
    }
    return nil
  }
}

/// A file of a package with its lines and regions.
private struct ReadFile: Sendable {
  let name: String
  let lines: [String]
  let regions: [SourceRegion]

  init(name: String, text: String) {
    self.name = name
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    regions = SourceFile(path: name, text: text).regions
  }
}

/// The files of a shelf that were looked up. Many runs name the same lines of a file, and each is read once.
private final class KnownFiles: Sendable {
  private let files = Mutex<[String: ReadFile?]>([:])
  private let spans = Mutex<[[String]: [[CodeSpan]]]>([:])

  /// The file of an id; nil if it was not found.
  func file(_ id: String, read: (String) -> ReadFile?) -> ReadFile? {
    if let known = files.withLock({ $0[id] }) { return known }
    let found = read(id)
    files.withLock { $0[id] = .some(found) }
    return found
  }

  /// The pieces of a quote.
  func spans(of quote: SourceShelf.Quote) -> [[CodeSpan]] {
    spans.withLock { known in
      if let spans = known[quote.lines] { return spans }
      let made = SwiftHighlighter.spans(of: quote.lines)
      known[quote.lines] = made
      return made
    }
  }
}
