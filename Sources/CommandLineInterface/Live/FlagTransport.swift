// Downloads flags over HTTP and saves them, in place of the simulated server.

import Callbacks
import Comparison
import Foundation
import LiveIO
import Workbench

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
  let failures: FlagFailures

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
              try OutputFile.write(Array(answer.body), to: file.path)
              return "\(url.lastPathComponent), \(answer.body.count) bytes"
            } completion: { saved in
              completion(
                saved.mapError { failures.note(SavingError(file: url.lastPathComponent, reason: "\($0)")) })
            })
        case .success(let answer):
          let reason = HTTPResponse.reason(answer.status).lowercased()
          let error = APIError(status: answer.status, reason: reason)
          completion(.failure(answer.status == 404 ? error : failures.note(error)))
        case .failure(let error as URLError):
          completion(.failure(failures.note(ConnectionError(url: error.failingURL ?? url, reason: error.reason))))
        case .failure(let error as HTTPClientFailure):
          completion(.failure(failures.note(ConnectionError(url: url, reason: "\(error)"))))
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
  let reason: String

  var description: String { "cannot save \(file): \(reason)" }
}

/// A server that gave no answer.
struct ConnectionError: Error, CustomStringConvertible {
  let url: URL
  let reason: String

  var description: String { "no answer from \(url.host ?? "")\(url.port.map { ":\($0)" } ?? ""): \(reason)" }
}
