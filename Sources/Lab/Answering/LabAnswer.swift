// The envelope of every answer: the schema, the version, and which kind of answer it is.

/// Makes answers.
enum LabAnswer {
  /// The name of the schema.
  static let schema = "braid.lab"

  /// An answer.
  ///
  /// - Parameters:
  ///   - kind: The kind of answer: what was asked for, or `refused`.
  ///   - members: Writes what it consists of.
  static func made(_ kind: StaticString, _ members: (inout JSONText) -> Void) -> [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("schema", schema)
      json.member("version", LabQuestion.version)
      json.member("answer", "\(kind)")
      members(&json)
    }
    return json.bytes
  }

  /// The answer to what cannot be answered.
  static func refused(_ refusal: LabRefusal) -> [UInt8] {
    made("refused") { $0.member("message", refusal.message) }
  }
}
