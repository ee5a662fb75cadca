// React to a future without making another.

public import Callbacks
public import EventLoops

extension Future {
  /// Calls `completion` with the result, once, in a later event.
  @inlinable
  public func whenComplete(
    fileID: StaticString = #fileID, line: UInt = #line, _ completion: consuming @escaping Completion<Value>
  ) {
    react("whenComplete", at: SourceSite(fileID: fileID, line: line), consume completion)
  }

  /// Calls `body` with the value, in a later event, if the future succeeds.
  @inlinable
  public func whenSuccess(
    fileID: StaticString = #fileID, line: UInt = #line, _ body: @escaping SuccessHandler<Value>
  ) {
    react("whenSuccess", at: SourceSite(fileID: fileID, line: line)) { result in
      if case .success(let value) = result { body(value) }
    }
  }

  /// Calls `body` with the error, in a later event, if the future fails.
  @inlinable
  public func whenFailure(
    fileID: StaticString = #fileID, line: UInt = #line, _ body: @escaping FailureHandler
  ) {
    react("whenFailure", at: SourceSite(fileID: fileID, line: line)) { result in
      if case .failure(let error) = result { body(error) }
    }
  }
}
