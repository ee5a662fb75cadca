// The flag servers over HTTP: what the simulated ones answer, as a site.

import Comparison
import EventLoops
import Foundation
import LiveIO
import Pipelines

/// Answers requests for flags as one of the flag servers does: `/cn/cn.gif` and `/cn/metadata.json`.
struct FlagSite: Sendable {
  let server: FlagServer
  let seed: UInt64
  let loop: LiveEventLoop

  /// Answers a request, after the server's delay.
  ///
  /// - Throws: `HTTPFailure.notFound`, or `CancellationError` if the client has gone.
  func answer(_ request: HTTPRequest) async throws -> HTTPResponse {
    let parts = request.path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard parts.count == 2, let code = parts.first?.uppercased(), code.utf8.count == 2,
      let behaviour = server.behaviours(of: [code], seed: seed)[code]
    else { throw HTTPFailure.notFound }
    try await loop.sleep(for: behaviour.latency.lowerBound)
    switch (behaviour.answer, parts[1]) {
    case (.returns, "\(code.lowercased()).gif"):
      return HTTPResponse(contentType: "image/gif", body: FlagImage.gif(for: code))
    case (.returns, "metadata.json"):
      return HTTPResponse(contentType: "application/json", body: try metadata(of: code))
    case (.fails(let error), _):
      return HTTPResponse(status: error.status, text: "\(error.status) \(error.reason)\n")
    default:
      throw HTTPFailure.notFound
    }
  }

  private func metadata(of code: String) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let name = Locale(identifier: "en_US").localizedString(forRegionCode: code) ?? code
    return Array(
      try encoder.encode(["country": name, "iso_cc": code, "tld_cc": ".\(code.lowercased())"]))
  }
}
