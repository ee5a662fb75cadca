// Downloads flags over HTTP and saves them, in place of the simulated server.

import Callbacks
import Comparison
import Foundation
import LiveIO

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Answers the calls of the download programs over a real network.
///
/// A flag is written to a file beside its place and then put there, by a thread of a pool: there is never half a file
/// under its name, and the loop never waits for the disk.
struct FlagTransport: Transport {
  let client: HTTPClient
  let site: URL
  let folder: URL
  let pool: WorkerPool
  let loop: LiveEventLoop

  func begin(_ call: String, _ request: String, _ completion: @escaping Completion<String>) -> any Cancellable {
    let scope = CancellationScope(on: loop)
    let url = site.appendingPathComponent(request)
    scope.add(
      client.get(url) { result in
        switch result {
        case .success(let answer) where answer.status == 200:
          let file = folder.appendingPathComponent(url.lastPathComponent)
          scope.add(
            pool.run("save \(url.lastPathComponent)", on: loop) {
              try answer.body.write(to: file, options: .atomic)
              return "\(url.lastPathComponent), \(answer.body.count) bytes"
            } completion: { saved in
              completion(saved.mapError { SavingError(file: url.lastPathComponent, underlying: $0) })
            })
        case .success(let answer):
          let reason = HTTPURLResponse.localizedString(forStatusCode: answer.status)
          completion(.failure(APIError(status: answer.status, reason: reason)))
        case .failure(let error as URLError):
          completion(.failure(ConnectionError(url: url, code: error.code)))
        case .failure(let error):
          completion(.failure(error))
        }
      })
    return scope
  }
}

/// A file that could not be written.
private struct SavingError: Error, CustomStringConvertible {
  let file: String
  let underlying: any Error

  var description: String {
    let reason = (underlying as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? underlying as NSError
    return "cannot save \(file): \(reason.localizedDescription)"
  }
}

/// A server that gave no answer.
private struct ConnectionError: Error, CustomStringConvertible {
  let url: URL
  let code: URLError.Code

  var description: String {
    let reason =
      switch code {
      case .cannotConnectToHost: "nobody listens there"
      case .timedOut: "it took too long"
      case .networkConnectionLost: "the connection was cut"
      case .cannotFindHost: "there is no such host"
      default: "error \(code.rawValue) of the system's client"
      }
    return "no answer from \(url.host ?? "")\(url.port.map { ":\($0)" } ?? ""): \(reason)"
  }
}
