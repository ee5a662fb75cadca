// The runs that show a failure: the failing one, and beside it the nearest one that passes.

package import Comparison
package import Exploration

extension Counterexample {
  /// The failing run and the nearest one that passes, and what they are; nil if there is no run to show.
  package var shownRuns: (runs: [StyleRun], heading: String)? {
    guard let run else { return nil }
    func named(_ ending: String) -> String { run.variant.map { "\($0), \(ending)" } ?? ending }
    let failing = run.named(named("failing"))
    guard let passing else { return ([failing], "\(run.label): the failing run; no run of it passes") }
    return (
      [failing, passing.run.named(named("passing"))],
      "\(run.label): the failing run, and the nearest one that passes (\(passing.departure))"
    )
  }

  /// The event of the failing run after which every schedule fails, if there is one.
  package var shownPoint: (text: String, turn: Int)? {
    guard let point = pointOfNoReturn, let turn = point.turn, turn > 0 else { return nil }
    return (point.sentence, turn)
  }
}
