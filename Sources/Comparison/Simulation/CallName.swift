// The name of a call.

/// The name of a call: a number or a word.
public struct CallName: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation {
  /// A name: one of a few numbers, which every call copies and compares without a reference, or anything else.
  private enum Name: Sendable, Hashable {
    case digit(UInt8)
    case text(Text)
  }

  /// A name that is no digit.
  private final class Text: Sendable, Hashable {
    let text: String
    let replyLabel: String

    init(_ text: String) {
      self.text = text
      replyLabel = "reply to " + callLabel(text)
    }

    static func == (one: Text, other: Text) -> Bool { one === other || one.text == other.text }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }

  private let name: Name

  /// The name as scenario files write it.
  package var text: String {
    switch name {
    case .digit(let digit): Self.digits[Int(digit)].text
    case .text(let name): name.text
    }
  }

  /// The label of the reply in reports.
  var replyLabel: String {
    switch name {
    case .digit(let digit): Self.digits[Int(digit)].replyLabel
    case .text(let name): name.replyLabel
    }
  }

  /// The texts of the digits, made once.
  private static let digits = (0...9).map { (text: String($0), replyLabel: "reply to " + callLabel(String($0))) }

  /// A call whose name is made at run time.
  ///
  /// - Parameter name: The name.
  public init(_ name: String) {
    let bytes = name.utf8
    if let byte = bytes.first, bytes.count == 1, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
      self.init(.digit(byte - UInt8(ascii: "0")))
    } else {
      self.init(.text(Text(name)))
    }
  }

  private init(_ name: Name) { self.name = name }

  /// A call that is one of a numbered row.
  public init(integerLiteral number: Int) {
    if 0...9 ~= number { self.init(.digit(UInt8(number))) } else { self.init(String(number)) }
  }

  /// A call that has a name.
  public init(stringLiteral name: String) {
    self.init(name)
  }
}
