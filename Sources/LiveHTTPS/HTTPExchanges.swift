// The requests of the system's client that are in flight, and its callbacks about them.

import Foundation
import LiveIO
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Gathers what servers answer. The system calls it on threads of its own.
final class HTTPExchanges: NSObject, URLSessionDataDelegate, Sendable {
  /// The result of a request.
  typealias Ending = Result<HTTPOutcome, any Error>

  private struct Exchange: Sendable {
    var body = Data()
    let largestBody: Int
    var isTooLarge = false
    var onWord: @Sendable () -> Void
    var onEnd: @Sendable (Ending) -> Void

    /// Takes a piece of the body; of one that is too large nothing is kept.
    mutating func take(_ piece: Data) {
      isTooLarge = isTooLarge || piece.count > largestBody - body.count
      if isTooLarge { body = Data() } else { body.append(piece) }
    }
  }

  private let state = Mutex<[Int: Exchange]>([:])

  /// Adds a request before it is sent.
  ///
  /// - Parameters:
  ///   - task: The system's number of it.
  ///   - largestBody: The most bytes of its body.
  ///   - onWord: Called, on any thread, when its server has said something.
  ///   - onEnd: Called once, on any thread, when it is over.
  func add(
    _ task: Int, largestBody: Int, onWord: @escaping @Sendable () -> Void, onEnd: @escaping @Sendable (Ending) -> Void
  ) {
    state.withLock { $0[task] = Exchange(largestBody: largestBody, onWord: onWord, onEnd: onEnd) }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    state.withLock { $0[dataTask.taskIdentifier]?.onWord }?()
    let isTooLarge = state.withLock { state in
      guard let limit = state[dataTask.taskIdentifier]?.largestBody else { return false }
      let isTooLarge = response.expectedContentLength > Int64(limit)
      state[dataTask.taskIdentifier]?.isTooLarge = isTooLarge
      return isTooLarge
    }
    completionHandler(isTooLarge ? .cancel : .allow)
    // On Linux the disposition alone does not end a task whose server sends no more.
    if isTooLarge { dataTask.cancel() }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    // The new address may be one that is not fetched with this client. On Linux a task whose redirection is refused does
    // not end before its timeout, so its end is reported here.
    let exchange = state.withLock { $0.removeValue(forKey: task.taskIdentifier) }
    completionHandler(nil)
    task.cancel()
    exchange?.onEnd(.success(.redirection(to: request.url?.absoluteString ?? "")))
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let (onWord, isTooLarge) = state.withLock { state in
      state[dataTask.taskIdentifier]?.take(data)
      let exchange = state[dataTask.taskIdentifier]
      return (exchange?.onWord, exchange?.isTooLarge == true)
    }
    onWord?()
    if isTooLarge { dataTask.cancel() }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    guard let exchange = state.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
    if exchange.isTooLarge {
      exchange.onEnd(.failure(HTTPClientFailure.bodyTooLarge(limit: exchange.largestBody)))
    } else if let error {
      exchange.onEnd(.failure(error))
    } else if let response = task.response as? HTTPURLResponse {
      exchange.onEnd(.success(.answer(HTTPClient.Answer(status: response.statusCode, body: exchange.body))))
    } else {
      exchange.onEnd(.failure(URLError(.badServerResponse)))
    }
  }
}
