// The lab under damaged questions.

import Foundation
import Lab

extension FuzzTarget {
  /// A question is refused, or answered with a document of the protocol, twice with the same bytes.
  static func lab(of texts: [String]) -> FuzzTarget {
    FuzzTarget(
      "lab", "the questions of the lab's page", seeds: seeds(of: texts),
      pieces: [
        "\"ask\":\"run\"", "\"ask\":\"record\"", "\"ask\":\"file\",\"form\":\"svg\"",
        "\"ask\":\"file\",\"form\":\"test\"",
        "\"ask\":\"about\"", "\"ask\":\"source\",\"files\":[\"Pipelines/Spinner.swift\"]",
        "\"ask\":\"progress\",\"search\":1", "\"ask\":\"stop\"", "\"version\":1", "\"version\":2",
        "\"edits\":[", "{\"edit\":\"takes\",\"call\":\"2\",\"nanoseconds\":5000000}",
        "{\"edit\":\"behaves\",\"call\":\"1\",\"manner\":\"never\"}",
        "{\"edit\":\"behaves\",\"call\":\"2\",\"manner\":\"fails\"}",
        "{\"edit\":\"cancel\",\"nanoseconds\":30000000}", "{\"edit\":\"cancel\",\"line\":7}",
        "{\"edit\":\"timeout\",\"nanoseconds\":9}", "{\"edit\":\"pipelines\",\"count\":3}",
        "{\"edit\":\"program\",\"name\":\"spinner\"}", "{\"edit\":\"setting\",\"name\":\"frame\",\"value\":\"5ms\"}",
        "{\"edit\":\"seed\",\"seed\":\"7\"}", "\"alone\":true", "\"pipeline\":2", "\"attempt\":2", ",", ":", "null",
        "\\n",
      ]
    ) { input in
      // A search runs on in the background; its own targets try it.
      if input.contains("search\"".utf8) && !input.contains("\"search\":".utf8) { return .refused(for: "a search") }
      let lab = Lab(scenarios: [], limits: limits)
      let answer = lab.answer(to: input)
      lab.stop()
      guard let document = try? JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any],
        document["schema"] as? String == "braid.lab", let kind = document["answer"] as? String
      else { return .broken("the answer is no document: \(String(decoding: answer.bytes.prefix(200), as: UTF8.self))") }
      guard answer == lab.answer(to: input) else { return .broken("another answer the second time") }
      if answer.bytes.contains(UInt8(ascii: "<")) { return .broken("the answer has markup in it") }
      guard answer.isGood else { return .refused(for: document["message"] as? String ?? "") }
      let errors = (document["errors"] as? [Any])?.count ?? 0
      return .read(as: "\(kind)\(errors > 0 ? " with errors" : "")")
    }
  }

  /// Small limits: the questions are many.
  private static var limits: LabLimits {
    var limits = LabLimits()
    (limits.steps, limits.happenings) = (2_000, 2_000)
    return limits
  }

  private static func seeds(of texts: [String]) -> [String] {
    let edits = [
      "{\"edit\":\"takes\",\"call\":\"2\",\"pipeline\":1,\"attempt\":1,\"nanoseconds\":12000000}",
      "{\"edit\":\"cancel\",\"pipeline\":1,\"nanoseconds\":30000000},{\"edit\":\"timeout\",\"nanoseconds\":40000000}",
      "{\"edit\":\"behaves\",\"call\":\"1\",\"manner\":\"twice\"}", "",
    ]
    return texts.prefix(24).enumerated().map { index, text in
      let json = (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
      let edit = edits[index % edits.count]
      return "{\"version\":1,\"ask\":\"run\",\"text\":\(json),\"edits\":[\(edit)]}"
    } + [
      "{\"version\":1,\"ask\":\"about\"}", "{\"version\":1,\"ask\":\"file\",\"form\":\"test\",\"text\":\"title T\"}",
    ]
  }
}
