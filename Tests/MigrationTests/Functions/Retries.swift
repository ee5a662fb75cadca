// Retries, polling and time limits with timers of Dispatch.

import Dispatch
import Foundation

enum RetryError: Error { case timedOut, gaveUp }

/// Calls an operation until it succeeds, with a pause that doubles.
func retry<Value>(
  attempts: Int, delay: Double = 0.1, queue: DispatchQueue = .main,
  operation: @escaping (@escaping (Result<Value, Error>) -> Void) -> Void,
  completion: @escaping (Result<Value, Error>) -> Void
) {
  operation { result in
    switch result {
    case .success:
      completion(result)
    case .failure where attempts > 1:
      queue.asyncAfter(deadline: .now() + delay) {
        retry(attempts: attempts - 1, delay: delay * 2, queue: queue, operation: operation, completion: completion)
      }
    case .failure:
      completion(.failure(RetryError.gaveUp))
    }
  }
}

protocol JobService {
  func status(of job: Int, completion: @escaping (Result<String, Error>) -> Void)
}

/// Asks for the state of a job until it is known.
final class JobPoller {
  private let service: JobService
  private let queue = DispatchQueue(label: "poller")
  private var timer: DispatchSourceTimer?

  init(service: JobService) { self.service = service }

  /// Asks each second until there is an answer, ten times at most.
  func waitForJob(_ job: Int, completion: @escaping (Result<String, Error>) -> Void) {
    var asked = 0
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.setEventHandler { [weak self] in
      guard let self else { return }
      asked += 1
      guard asked <= 10 else { return self.finish(.failure(RetryError.gaveUp), completion) }
      self.service.status(of: job) { result in
        guard case .success = result else { return }
        self.queue.async { self.finish(result, completion) }
      }
    }
    self.timer = timer
    timer.resume()
  }

  private func finish(_ result: Result<String, Error>, _ completion: (Result<String, Error>) -> Void) {
    guard let timer else { return }
    timer.cancel()
    self.timer = nil
    completion(result)
  }
}

/// The first of a reply and a time limit.
func withDeadline(
  _ seconds: Double, fetch: (@escaping (Result<String, Error>) -> Void) -> Void,
  completion: @escaping (Result<String, Error>) -> Void
) {
  let lock = DispatchQueue(label: "deadline")
  var isOver = false
  let finish: (Result<String, Error>) -> Void = { result in
    lock.async {
      if isOver { return }
      isOver = true
      completion(result)
    }
  }
  let limit = DispatchWorkItem { finish(.failure(RetryError.timedOut)) }
  DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: limit)
  fetch { result in
    limit.cancel()
    finish(result)
  }
}

/// The first of several mirrors that answers.
func firstAnswer(
  of mirrors: [String], fetch: @escaping (String, @escaping (String?) -> Void) -> Void,
  completion: @escaping (String?) -> Void
) {
  guard let mirror = mirrors.first else { return completion(nil) }
  fetch(mirror) { answer in
    if let answer {
      completion(answer)
    } else {
      firstAnswer(of: Array(mirrors.dropFirst()), fetch: fetch, completion: completion)
    }
  }
}
