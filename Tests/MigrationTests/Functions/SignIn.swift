// Sign-in: handlers for success and failure, a token that is fetched once for all that wait, a delegate.

import Dispatch
import Foundation

struct Credentials {
  let user: String
  let password: String
}

struct Token: Equatable {
  let text: String
  let lifetime: TimeInterval
}

enum SignInError: Error, Equatable {
  case wrongPassword
  case expired
  case unknown(String)
}

protocol AuthAPI {
  func signIn(_ credentials: Credentials, success: @escaping (Token) -> Void, failure: @escaping (Error) -> Void)
  func refresh(_ token: String, completion: @escaping (Result<Token, Error>) -> Void)
  func signOut(completion: (() -> Void)?)
}

/// Signs a user in.
class AuthClient {
  private let api: AuthAPI
  private let lock = NSLock()
  private var token: Token?
  private var waiting: [(Result<Token, Error>) -> Void] = []

  init(api: AuthAPI) { self.api = api }

  /// Signs in with a handler for each end.
  func signIn(
    user: String, password: String, onSuccess: @escaping (Token) -> Void, onFailure: @escaping (Error) -> Void
  ) {
    guard !password.isEmpty else { return onFailure(SignInError.wrongPassword) }
    api.signIn(
      Credentials(user: user, password: password),
      success: { token in
        self.lock.lock()
        self.token = token
        self.lock.unlock()
        onSuccess(token)
      }, failure: onFailure)
  }

  /// The token; all that wait share one request.
  func validToken(completion: @escaping (Result<Token, Error>) -> Void) {
    lock.lock()
    if let token {
      lock.unlock()
      return completion(.success(token))
    }
    waiting.append(completion)
    let isFirst = waiting.count == 1
    lock.unlock()
    guard isFirst else { return }
    api.refresh("saved") { result in
      self.lock.lock()
      let all = self.waiting
      self.waiting = []
      if case .success(let token) = result { self.token = token }
      self.lock.unlock()
      for waiter in all { waiter(result) }
    }
  }

  /// Signs out, and forgets the token.
  func signOut(_ completion: (() -> Void)? = nil) {
    api.signOut {
      self.lock.lock()
      self.token = nil
      self.lock.unlock()
      completion?()
    }
  }

  /// Whether a token is good.
  class func check(_ token: String, with api: AuthAPI, callback: @escaping (_ isValid: Bool) -> Void) {
    api.refresh(token) { result in
      guard case .success(let token) = result else { return callback(false) }
      callback(token.lifetime > 0)
    }
  }
}

protocol CodeSenderDelegate: AnyObject {
  func sender(_ sender: CodeSender, didSend code: String)
  func sender(_ sender: CodeSender, didFailWith error: Error)
}

protocol CodeSender: AnyObject {
  var delegate: CodeSenderDelegate? { get set }
  func sendCode(to number: String)
}

/// A delegate as a handler.
final class CodeRequest: CodeSenderDelegate {
  private let sender: CodeSender
  private var handler: ((String?, Error?) -> Void)?

  init(sender: CodeSender) { self.sender = sender }

  /// Sends a code to a telephone.
  func requestCode(for number: String, handler: @escaping (String?, Error?) -> Void) {
    self.handler = handler
    sender.delegate = self
    sender.sendCode(to: number)
  }

  func sender(_ sender: CodeSender, didSend code: String) { end(code, nil) }

  func sender(_ sender: CodeSender, didFailWith error: Error) { end(nil, error) }

  private func end(_ code: String?, _ error: Error?) {
    let handler = handler
    self.handler = nil
    sender.delegate = nil
    handler?(code, error)
  }
}

/// What the sign-in screen does.
@MainActor
class SignInModel {
  private let client: AuthClient
  var message = ""

  init(client: AuthClient) { self.client = client }

  /// Signs in, and shows how it went.
  func submit(user: String, password: String, completion: @escaping (Bool) -> Void) {
    message = "signing in"
    client.signIn(user: user, password: password) { [weak self] _ in
      DispatchQueue.main.async {
        self?.message = "welcome"
        completion(true)
      }
    } onFailure: { [weak self] error in
      DispatchQueue.main.async {
        self?.message = "\(error)"
        completion(false)
      }
    }
  }
}
