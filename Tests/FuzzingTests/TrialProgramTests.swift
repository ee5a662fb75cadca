// Small random programs: what they are made of, how they are enumerated, printed and made smaller.

import EventLoops
import Testing

@testable import Fuzzing

@Suite("Small random programs")
struct TrialProgramTests {
  private static func program(_ seed: Int, of features: TrialFeatures = .all) -> TrialProgram {
    TrialGenerator.program(seed: UInt64(seed), of: features)
  }

  /// Events that each run one statement.
  private static func posts(_ bodies: [TrialStatement.Kind]...) -> TrialProgram {
    var id = 0
    func statement(_ kind: TrialStatement.Kind, _ blocks: [[TrialStatement]] = []) -> TrialStatement {
      id += 1
      return TrialStatement(id: id, kind: kind, blocks: blocks)
    }
    return TrialProgram(roots: bodies.map { body in statement(.post, [body.map { statement($0) }]) }).numbered
  }

  @Test func `the same seed makes the same program`() {
    #expect((0..<50).map { Self.program($0) } == (0..<50).map { Self.program($0) })
    #expect(Set((0..<50).map { Self.program($0) }).count > 45)
  }

  @Test(arguments: TrialFeatures.families.map(\.name))
  func `a family brings statements that a program of cells and posts does not have`(_ name: String) throws {
    let family = try #require(TrialFeatures.families.first { $0.name == name }?.feature)
    func kinds(_ features: TrialFeatures) -> Set<String> {
      Set((0..<200).flatMap { Self.program($0, of: features).statements.map(\.kindName) })
    }
    #expect(!kinds(family).subtracting(kinds([])).isEmpty)
  }

  @Test func `an enumeration has every order of three events once`() throws {
    let program = Self.posts([.write(cell: 0, 1)], [.write(cell: 0, 2)], [.read(cell: 0)])
    let enumeration = try #require(TrialEnumeration(program, limit: 100))
    #expect(enumeration.lists == 6)
    #expect(
      enumeration.outcomes.map(\.outcome) == [
        "post4: 2; 2", "post4: 1; 2", "post4: 1; 1", "post4: 2; 1", "post4: 0; 2", "post4: 0; 1",
      ])
    #expect(TrialEnumeration(program, limit: 5) == nil)
  }

  @Test func `two tasks of two segments have six orders`() throws {
    let tasks = (0..<2).map { index in
      TrialStatement(
        id: 3 * index, kind: .spawn,
        blocks: [
          [
            TrialStatement(id: 3 * index + 1, kind: .sleep(0, throwing: true)),
            TrialStatement(id: 3 * index + 2, kind: .add(cell: 0, 1)),
          ]
        ])
    }
    #expect(TrialEnumeration(TrialProgram(roots: tasks), limit: 100)?.lists == 6)
  }

  @Test func `an outcome has an order between bodies only where a statement observes it`() throws {
    let program = Self.posts([.now], [.now], [.now])
    #expect(try #require(TrialEnumeration(program, limit: 100)).outcomes.count == 1)
  }

  @Test func `a program is printed as Swift`() {
    func statement(_ id: Int, _ kind: TrialStatement.Kind, _ blocks: [TrialStatement]...) -> TrialStatement {
      TrialStatement(id: id, kind: kind, blocks: blocks)
    }
    let program = TrialProgram(roots: [
      statement(
        0, .spawn,
        [
          statement(1, .group(.first), [statement(2, .sleep(2, throwing: true))], [], [statement(3, .ownFlag)]),
          statement(4, .when(cell: 1, equals: 2), [statement(5, .actor(0, .slowAdd))]),
        ]),
      statement(6, .timer(after: 1), [statement(7, .cancel(0)), statement(8, .settle(0, with: nil))]),
    ])
    #expect(
      program.description == """
        t0 = loop.spawn("t0") {
          await withTaskGroup { group in
            group.addTask { // group1.0
              try await loop.sleep(for: .milliseconds(2))
            }
            group.addTask { // group1.1
            }
            log(Task.isCancelled)
            log(await group.next())
            group.cancelAll()
          }
          if b.value == 2 {
            log(await actor0.slowAdd())
          }
        }
        timer6 = loop.schedule("timer6", after: .milliseconds(1)) {
          t0?.cancel()
          promise0.fail(Failure())
        }
        """)
  }

  @Test func `a program is made as small as it goes, and always in the same way`() {
    func hasRead(_ program: TrialProgram) -> Bool {
      program.statements.contains { if case .read = $0.kind { true } else { false } }
    }
    let programs = (0..<40).map { Self.program($0) }.filter(hasRead)
    #expect(programs.count > 10)
    for program in programs {
      let smaller = TrialShrinking(program, while: hasRead)
      #expect(smaller.program.description == "log(a.value)")
      #expect(smaller.program == TrialShrinking(program, while: hasRead).program)
    }
  }

  @Test func `a run leaves nothing in memory, whatever its program leaves waiting`() {
    var left: [Int] = []
    for seed in 0..<400 {
      weak var remembered: VirtualEventLoop?
      do {
        let loop = VirtualEventLoop(policy: .seeded(UInt64(seed)), recording: .leftovers)
        let run = TrialRun(TrialLayout(Self.program(seed)), on: loop)
        _ = loop.run()
        run.cleanUp()
        remembered = loop
      }
      if remembered != nil { left.append(seed) }
    }
    #expect(left == [])
  }
}

extension TrialStatement {
  /// The name of the kind, without what it is about.
  fileprivate var kindName: String {
    let text = "\(kind)"
    return String(text.prefix { $0.isLetter })
  }
}
