// Many independent downloads: one after another, or all at once.

package import Comparison
import EventLoops

/// `getFlag`, `downloadOne`, `downloadMany`: example 18-5 of *Fluent Python*, and the sequential script it is held against.
///
/// Each flag is one call and is reported as it arrives. All versions request the flags in order. The first download that
/// fails ends all of them, and a failed download is not reported.
package enum Downloads {
  /// Whether one download waits for the one before it.
  package enum Mode: String, Sendable, CaseIterable {
    /// One after another.
    case sequential
    /// All at once.
    case concurrent
  }

  static let mode = ProgramSetting("mode", default: Mode.concurrent, "one download after another, or all at once")
  static let codes = ProgramSetting(
    "codes", default: FlagCodes.mostPopulous.sorted().joined(separator: " "), "the flags to download")
  static let items = ProgramSetting(
    "items", default: 0, in: 0...10_000, "how many made-up items to download instead of flags; 0 for none")

  /// The program in its three versions.
  package static let program = ComparedProgram(
    "downloads", summary: "many independent downloads, one after another or all at once",
    sharing: .notedState
  )
  .setting(mode)
  .setting(codes)
  .setting(items)
  .calls(shownAs: "CODE", meaning: codeMeaning, count: count(under:), names: codes(under:))
  .callback(runWithCallbacks)
  .future(runWithFutures)
  .async(runAsync)

  /// The source of the names of the calls.
  static let codeMeaning = "a code of 'codes', such as US, or with 'items' a name such as item-1"

  /// The flags to download in a run, in order.
  static func codes(_ context: ProgramContext) -> [String] { names(context[items], context[codes]) }

  /// The flags to download under a plan, in order.
  @Sendable
  static func codes(under plan: Plan) -> [String] { names(items.value(in: plan), codes.value(in: plan)) }

  private static func names(_ made: Int, _ text: String) -> [String] {
    made > 0 ? FlagCodes.items(made) : FlagCodes.codes(in: text)
  }

  /// How many downloads there are under a plan.
  @Sendable
  static func count(under plan: Plan) -> Int {
    let made = items.value(in: plan)
    return made > 0 ? made : codes(under: plan).count
  }

  /// Where a flag is on the server.
  static func path(of code: String) -> String {
    let name = code.lowercased()
    return (name + "/") + (name + ".gif")
  }

  /// The name of a flag.
  static func fileName(of code: String) -> String {
    code.lowercased() + ".gif"
  }

  /// The summary of a run that downloaded `count` flags.
  static func summary(_ count: Int) -> String {
    "\(count) \(count == 1 ? "flag" : "flags") downloaded"
  }
}
