// The cache of rows: the same bytes as rows that are made anew, each made once, within a limit.

import Synchronization
import Testing

@testable import Pipelines

@Suite("A cache of rows")
struct RowCacheTests {
  /// A cache whose rows are a letter and a comma, and the letters for which a row was made.
  private static func cache(limit: Int) -> (cache: RowCache, made: @Sendable () -> String) {
    let made = Made()
    return (RowCache(limit: limit) { made.row(of: $0) }, { made.text.withLock(\.self) })
  }

  private final class Made: Sendable {
    let text = Mutex("")
    func row(of scalar: Unicode.Scalar) -> [UInt8] {
      text.withLock { $0.unicodeScalars.append(scalar) }
      return Array("\(scalar),".utf8)
    }
  }

  private static func rows(_ cache: RowCache, _ letters: String) -> String {
    var text = Array("rows: ".utf8)
    cache.append(Array(letters.unicodeScalars), to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  @Test func `appends the rows in their order and makes each once`() {
    let (cache, made) = Self.cache(limit: 100)
    #expect(Self.rows(cache, "ab") == "rows: a,b,")
    #expect(Self.rows(cache, "cab") == "rows: c,a,b,")
    #expect(Self.rows(cache, "") == "rows: ")
    #expect(made() == "abc")
    #expect(cache.size == 6)
  }

  @Test func `makes rows beyond its limit each time`() {
    let (cache, made) = Self.cache(limit: 5)
    #expect(Self.rows(cache, "abc") == "rows: a,b,c,")
    #expect(Self.rows(cache, "cab") == "rows: c,a,b,")
    #expect(made() == "abcc")
    #expect(cache.size == 4)
  }
}
