// Two requests for each download: what a style has to keep alive between them.

package import Comparison
import EventLoops

/// Example 18-13 of *Fluent Python*: the flag first, then the name of its country, each with a permit of its own.
///
/// A permit covers one request, never both: a download that waits for its second permit does not hold up the first
/// request of another. The flag has to be kept until the name arrives, and the styles differ in where they keep it. A
/// flag whose country is not found counts as not found, although its image has arrived.
package enum SeveralRequests {
  /// The program in all its versions.
  package static let program = ComparedProgram(
    "several-requests", summary: "downloads of two requests each, a flag and the name of its country",
    sharing: .notedState
  )
  .downloadSettings()
  .calls(shownAs: "CODE", "CODE metadata", meaning: Downloads.codeMeaning) { plan in
    2 * Downloads.count(under: plan)
  } names: { plan in
    Downloads.codes(under: plan).flatMap { [$0, metadataCall(for: $0).text] }
  }
  .callback(runWithCallbacks)
  .callback(variant: "named", runWithNamedCallbacks)
  .future(runWithFutures)
  .async(runAsync)

  /// The name of the call for a country's name.
  static func metadataCall(for code: String) -> CallName { "\(code) metadata" }

  /// Where the name of a country is on the server.
  static func metadataPath(of code: String) -> String { "\(code.lowercased())/metadata.json" }

  /// The file name of a flag of a country: `United_States_of_America-US.gif`.
  static func fileName(of code: String, _ country: String) -> String {
    "\(country.split(separator: " ").joined(separator: "_"))-\(code).gif"
  }
}
