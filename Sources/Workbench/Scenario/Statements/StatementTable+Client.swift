// The statements that say what the client of a session does.

import Comparison

extension StatementTable {
  static let clientForms: [StatementForm] = [
    StatementForm(
      keyword: "client",
      usages: [
        "client sends \"TEXT\" at DURATION [in chunks of NUMBER [every DURATION]]",
        "client sends bytes \"HEX\" at DURATION [in chunks of NUMBER [every DURATION]]",
        "client closes at DURATION", "client leaves at DURATION", "client reads NUMBER bytes every DURATION",
      ],
      meaning: "what the other side of a session does, in order, counted from its beginning", occurrence: .many
    ) { (reader, draft) throws(LineFault) in
      draft.mention(.session)
      let verb = reader.peek
      switch try reader.word(among: ["sends", "closes", "leaves", "reads"]) {
      case "sends":
        var message = ClientScript.Message(try bytes(&reader))
        let after = try instant(of: verb, &reader, draft)
        if reader.peek != nil { try chunks(of: &message, &reader) }
        draft.plan.client.acts.append(ClientScript.Act(.sends(message), after: after))
      case "closes":
        draft.plan.client.acts.append(ClientScript.Act(.closes, after: try instant(of: verb, &reader, draft)))
      case "leaves":
        draft.plan.client.acts.append(ClientScript.Act(.leaves, after: try instant(of: verb, &reader, draft)))
      default:
        try draft.claim("client reads", column: verb?.column ?? 1)
        let count = try reader.integer("a number of bytes", in: 1...RunLimits.mostAtOnce)
        _ = try reader.word(among: ["bytes"])
        _ = try reader.word(among: ["every"])
        draft.plan.client.pace = ClientScript.Pace(count, every: try reader.duration())
      }
    }
  ]

  /// `at DURATION`, which must not lie before the act on the line above, nor behind the client's end.
  private static func instant(
    of verb: Token?, _ reader: inout ArgumentReader, _ draft: ScenarioDraft
  ) throws(LineFault) -> Duration {
    _ = try reader.word(among: ["at"])
    let column = reader.column
    let after = try reader.duration()
    guard let before = draft.plan.client.acts.last else { return after }
    if before.deed == .leaves || before.deed == .closes && verb?.text != "leaves" {
      throw LineFault(
        column: verb?.column ?? 1,
        message: before.deed == .leaves
          ? "the client has left before this" : "the client has closed its side before this",
        help: "put this line in front of the one that ends the client")
    }
    guard before.after <= after else {
      throw LineFault(
        column: column, message: "this is before what the client does on the line above",
        help: "put the client's lines in the order of their times")
    }
    return after
  }

  /// The bytes of a string, or of `bytes` and a string of hexadecimal numbers.
  private static func bytes(_ reader: inout ArgumentReader) throws(LineFault) -> [UInt8] {
    guard let token = reader.peek, token.kind == .word, token.text == "bytes" else {
      return Array(try reader.string("what is sent").utf8)
    }
    _ = try reader.next("'bytes'")
    let column = reader.column
    let numbers = try reader.string("hexadecimal bytes").split(separator: " ")
    let bytes = numbers.map { number in
      // With a sign in front it would be a number, too.
      number.utf8.count == 2 && number.first?.isHexDigit == true ? UInt8(number, radix: 16) : nil
    }
    if let wrong = bytes.firstIndex(of: nil) {
      throw LineFault(
        column: column, message: "'\(VisibleText.clipped(String(numbers[wrong])))' is not a byte",
        help: "write two hexadecimal digits a byte and a blank between bytes, as in \"ff f4\"")
    }
    return bytes.compactMap(\.self)
  }

  /// `in chunks of NUMBER [every DURATION]`.
  private static func chunks(of message: inout ClientScript.Message, _ reader: inout ArgumentReader) throws(LineFault) {
    for word in ["in", "chunks", "of"] { _ = try reader.word(among: [word]) }
    message.chunk = try reader.integer("a number of bytes", in: 1...RunLimits.mostAtOnce)
    guard reader.peek != nil else { return }
    _ = try reader.word(among: ["every"])
    message.interval = try reader.duration()
  }
}
