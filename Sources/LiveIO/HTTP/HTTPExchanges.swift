// The requests of a client that are in flight, and the system's callbacks about them.

import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Gathers what servers answer. The system calls it on threads of its own.
final class HTTPExchanges: NSObject, URLSessionDataDelegate, Sendable {
  /// What a request comes to.
  typealias Ending = Result<HTTPClient.Answer, any Error>

  private struct Exchange: Sendable {
    var body = Data()
    var onWord: @Sendable () -> Void
    var onEnd: @Sendable (Ending) -> Void
  }

  private let state = Mutex<[Int: Exchange]>([:])

  /// Adds a request before it is sent.
  ///
  /// - Parameters:
  ///   - task: The system's number of it.
  ///   - onWord: Called, on any thread, when its server has said something.
  ///   - onEnd: Called once, on any thread, when it is over.
  func add(_ task: Int, onWord: @escaping @Sendable () -> Void, onEnd: @escaping @Sendable (Ending) -> Void) {
    state.withLock { $0[task] = Exchange(onWord: onWord, onEnd: onEnd) }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    state.withLock { $0[dataTask.taskIdentifier]?.onWord }?()
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let onWord = state.withLock { state in
      state[dataTask.taskIdentifier]?.body.append(data)
      return state[dataTask.taskIdentifier]?.onWord
    }
    onWord?()
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    guard let exchange = state.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
    if let error {
      exchange.onEnd(.failure(error))
    } else if let response = task.response as? HTTPURLResponse {
      exchange.onEnd(.success(HTTPClient.Answer(status: response.statusCode, body: exchange.body)))
    } else {
      exchange.onEnd(.failure(URLError(.badServerResponse)))
    }
  }
}
