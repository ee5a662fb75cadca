// Lesson 8, the three side by side: what the styles have in common, and what each carries by hand.

import Comparison
import EventLoops
import Pipelines
import Testing

extension Lessons {
  @Suite("Lesson 08: The three side by side", .serialized)
  struct Lesson08SideBySide {
    /// What happened in each version, without the places in which errors were caught.
    private static func happened(under plan: Plan) -> [[String]] {
      versions.map { run($0, under: plan).text.filter { !$0.contains("caught") } }
    }

    @Test("1. As long as nothing fails, all styles do the same at the same instants")
    func success() {
      let happened = Self.happened(under: .threeReplies)
      #expect(happened.allSatisfy { $0 == happened.first })
      #expect(happened.first?.count == 10)
    }

    @Test("2. If a call fails, they do the same, and catch in different places", arguments: [1, 2, 3])
    func failure(call: Int) {
      let happened = Self.happened(under: .threeReplies.failing(call))
      #expect(happened.allSatisfy { $0 == happened.first })
      for version in versions {
        let place =
          switch version.style {
          case .callback: "in the completion of call \(call)"
          case .future: "at the end of the chain"
          case .async: "in the catch around the awaits"
          }
        let run = run(version, under: .threeReplies.failing(call))
        #expect(run.texts(with: "caught") == ["caught \(place)"], "\(version.label)")
      }
    }

    @Test("3. For the same replies, futures and tasks take more events of the loop than callbacks")
    func events() throws {
      func count(_ style: Style) throws -> Int {
        run(try #require(versions.first { $0.style == style }), under: .threeReplies).report.eventCount
      }
      #expect(try count(.future) > count(.callback))
      #expect(try count(.async) > count(.callback))
    }
  }
}
