// The reasons of failed requests: the system's codes, and words for them.

import Foundation

extension URLError {
  /// The error for a connection that could not be made.
  init(ofConnecting error: any Error) {
    switch (error as? SocketError)?.code {
    case ETIMEDOUT: self.init(.timedOut)
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN: self.init(.notConnectedToInternet)
    default: self.init(.cannotConnectToHost)
    }
  }

  /// The same error with the URL, and with a description that names its host and the reason.
  func naming(_ url: URL) -> URLError {
    let host = (url.host ?? "nowhere") + (url.port.map { ":\($0)" } ?? "")
    var info = userInfo
    info[NSURLErrorFailingURLErrorKey] = url
    info[NSLocalizedDescriptionKey] = "no answer from \(host): \(reason)"
    return URLError(code, userInfo: info)
  }

  /// The reason of the failure, without a number.
  package var reason: String {
    switch code {
    case .cannotConnectToHost: "nothing listens there"
    case .timedOut: "it said nothing for too long"
    case .networkConnectionLost: "the connection was cut"
    case .cannotFindHost, .dnsLookupFailed: "there is no such host"
    case .badURL: "there can be no such address"
    case .unsupportedURL: "its address is of a scheme that cannot be fetched here"
    case .cannotParseResponse, .cannotDecodeRawData: "what it answered is no HTTP"
    case .cannotDecodeContentData: "its body has a coding that was not asked for"
    case .badServerResponse: "it sent no complete HTTP reply"
    case .httpTooManyRedirects, .redirectToNonExistentLocation: "it leads from one address to the next"
    case .notConnectedToInternet: "no network leads there"
    case .resourceUnavailable, .userAuthenticationRequired: "it refuses to answer"
    default: "its reply broke off, or is not valid HTTP"
    }
  }
}
