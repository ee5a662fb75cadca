// A client's request with all the requests to which servers refer it.

import EventLoops
import Foundation

/// Gets what is at a URL, or at the URL to which its server refers: `http` over a connection of its own, `https` with the
/// secure transport. It belongs to the loop.
final class HTTPFetch: Sendable {
  /// The result of a fetch.
  typealias Ending = Result<HTTPClient.Answer, any Error>

  private struct State {
    var redirections = 0
    var url: URL
    /// Ends the request that is under way.
    var stop: (@Sendable () -> Void)?
    var onEnd: (@Sendable (Ending) -> Void)?
  }

  /// How often servers may refer it to another URL: as often as in Foundation.
  private static let mostRedirections = 16

  private let parts: HTTPClientParts
  private let onWord: @Sendable () -> Void
  private let state: LoopConfined<State>

  /// - Parameters:
  ///   - onWord: Called, on any thread, when a server has sent something.
  ///   - onEnd: Called once.
  init(
    _ url: URL, with parts: HTTPClientParts, onWord: @escaping @Sendable () -> Void,
    onEnd: @escaping @Sendable (Ending) -> Void
  ) {
    (self.parts, self.onWord) = (parts, onWord)
    state = LoopConfined(State(url: url, onEnd: onEnd), on: parts.loop)
  }

  /// Begins.
  func begin() {
    visit(state.value.url)
  }

  /// Ends it with a `CancellationError` unless it has ended.
  func cancel() {
    end(.failure(CancellationError()))
  }

  private func visit(_ url: URL) {
    guard state.withValue({ $0.onEnd != nil }) else { return }
    state.withValue { $0.url = url }
    let scheme = url.scheme?.lowercased() ?? ""
    if scheme == "http" && !parts.securesAll {
      transfer(url)
    } else if let system = parts.system, ["http", "https"].contains(scheme) {
      ask(system, for: url)
    } else {
      end(.failure(URLError(.unsupportedURL)))
    }
  }

  private func transfer(_ url: URL) {
    do throws(URLError) {
      let transfer = HTTPTransfer(
        try HTTPGetRequest(url), limits: parts.limits, hosts: parts.hosts, on: parts.loop, onWord: onWord
      ) { [self] in take($0) }
      state.withValue { $0.stop = { transfer.cancel() } }
      transfer.begin()
    } catch {
      end(.failure(error))
    }
  }

  private func ask(_ system: any SystemTransfers, for url: URL) {
    let arrival = parts.loop.expect("reply to the system's client") { [self] (result: Result<HTTPOutcome, any Error>) in
      take(result)
    }
    let cancel = system.get(url, largestBody: parts.limits.body, onWord: onWord) { arrival.deliver($0) }
    state.withValue { $0.stop = cancel }
  }

  private func take(_ result: Result<HTTPOutcome, any Error>) {
    switch result {
    case .success(.answer(let answer)): end(.success(answer))
    case .failure(let error): end(.failure(error))
    case .success(.redirection(let location)):
      let (count, url) = state.withValue { state in
        state.redirections += 1
        return (state.redirections, state.url)
      }
      guard count <= Self.mostRedirections else { return end(.failure(URLError(.httpTooManyRedirects))) }
      guard let next = URL(string: location, relativeTo: url)?.absoluteURL else {
        return end(.failure(URLError(.redirectToNonExistentLocation)))
      }
      visit(next)
    }
  }

  private func end(_ ending: Ending) {
    let held = state.withValue { state -> State? in
      guard state.onEnd != nil else { return nil }
      defer { (state.onEnd, state.stop) = (nil, nil) }
      return state
    }
    guard let held else { return }
    held.stop?()
    held.onEnd?(ending.mapError { ($0 as? URLError)?.naming(held.url) ?? $0 })
  }
}
