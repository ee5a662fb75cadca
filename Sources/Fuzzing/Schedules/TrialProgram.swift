// A small concurrent program: a value that can be run, printed and made smaller.

/// A program of a few statements, which run before the loop does; what they start is the concurrent part.
struct TrialProgram: Sendable, Hashable {
  /// The statements.
  var roots: [TrialStatement]

  /// All statements in the order of the text.
  var statements: [TrialStatement] { roots.flatMap(\.all) }

  /// How many tasks, children of tasks included, and how many other statements there are.
  var size: (tasks: Int, others: Int) {
    var (tasks, others) = (0, 0)
    for statement in statements {
      switch statement.kind {
      case .spawn, .start, .asyncFuture, .scopeAdd: tasks += 1
      case .actorTasks: (tasks, others) = (tasks + statement.blocks.count, others + 1)
      case .group, .asyncLet: (tasks, others) = (tasks + statement.blocks.count - 1, others + 1)
      case .withTimeout: (tasks, others) = (tasks + 2, others + 1)
      default: others += 1
      }
    }
    return (tasks, others)
  }

  /// The same program with its statements numbered from 0 in the order of the text; statements that name one that is
  /// not there are kept, with a number that no statement has.
  var numbered: TrialProgram {
    var numbers: [Int: Int] = [:]
    for (number, statement) in statements.enumerated() { numbers[statement.id] = number }
    let missing = numbers.count
    func renumber(_ statement: TrialStatement) -> TrialStatement {
      var statement = statement
      statement.id = numbers[statement.id] ?? missing
      switch statement.kind {
      case .value(let id): statement.kind = .value(of: numbers[id] ?? missing)
      case .cancel(let id): statement.kind = .cancel(numbers[id] ?? missing)
      case .flag(let id): statement.kind = .flag(of: numbers[id] ?? missing)
      case .resume(let id): statement.kind = .resume(numbers[id] ?? missing)
      default: break
      }
      statement.blocks = statement.blocks.map { $0.map(renumber) }
      return statement
    }
    return TrialProgram(roots: roots.map(renumber))
  }
}
