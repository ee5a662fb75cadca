public import EventLoops
public import Callbacks
public struct TimeoutError: Error, CustomStringConvertible { public let limit: Duration; public var description: String { "timed out after \(limit.shortText)" } }
public enum FutureError: Error { case notReady }
struct FState<V: Sendable> { var result: Result<V, any Error>?; var reactions: [Completion<V>] = []; var onCancel: (@Sendable () -> Void)?; var ob: Obligation.ID = .none; var cancelled = false; var label: String; var site: SourceSite }
public struct Promise<V: Sendable>: Sendable {
  public let future: Future<V>
  public init(on loop: any EventLoop, _ label: String, fileID: StaticString = #fileID, line: UInt32 = #line, onCancel: (@Sendable () -> Void)? = nil) {
    let site = SourceSite(fileID: fileID, line: line)
    future = Future(s: LoopConfined(FState(onCancel: onCancel, ob: loop.open(.promise, label, at: site), label: label, site: site), on: loop))
  }
  public func succeed(_ v: V) { complete(with: .success(v)) }
  public func fail(_ e: any Error) { complete(with: .failure(e)) }
  public func complete(with r: Result<V, any Error>) {
    let s = future.s
    if s.value.result != nil { s.loop.record(Violation(.fulfilledTwice, s.value.label, createdAt: s.value.site, instant: s.loop.now)); return }
    s.loop.close(s.value.ob)
    let rs = s.withValue { st in st.result = r; defer { st.reactions = []; st.onCancel = nil }; return st.reactions }
    for x in rs { s.loop.post("reaction") { x(r) } }
  }
  public func onCancel(_ c: @escaping @Sendable () -> Void) { future.s.withValue { $0.onCancel = c } }
}
public struct Future<V: Sendable>: Sendable, Cancellable {
  let s: LoopConfined<FState<V>>
  public var isDone: Bool { s.value.result != nil }
  public func result() throws -> V { guard let r = s.value.result else { throw FutureError.notReady }; return try r.get() }
  public func whenComplete(_ c: @escaping Completion<V>) {
    if let r = s.value.result { s.loop.post("reaction") { c(r) } } else { s.withValue { $0.reactions.append(c) } }
  }
  public func cancel() { guard s.value.result == nil else { return }; s.withValue { $0.cancelled = true }; s.value.onCancel?() }
  func then<U>(_ f: @escaping @Sendable (Result<V, any Error>, Promise<U>) -> Void) -> Future<U> {
    let p = Promise<U>(on: s.loop, "then"); p.onCancel { self.cancel() }
    whenComplete { r in if p.future.s.value.cancelled, case .success = r { p.fail(CancellationError()) } else { f(r, p) } }
    return p.future
  }
  public func map<U>(_ f: @escaping @Sendable (V) throws -> U) -> Future<U> { then { r, p in p.complete(with: Result { try f(r.get()) }) } }
  public func flatMap<U>(_ f: @escaping @Sendable (V) throws -> Future<U>) -> Future<U> { then { r, p in
    do { let inner = try f(r.get()); p.onCancel { inner.cancel() }; if p.future.s.value.cancelled { inner.cancel() }; inner.whenComplete { p.complete(with: $0) } } catch { p.fail(error) } } }
  public func recover(_ f: @escaping @Sendable (any Error) throws -> V) -> Future<V> { then { r, p in
    do { p.succeed(try r.get()) } catch { p.complete(with: Result { try f(error) }) } } }
  public func timeout(after d: Duration) -> Future<V> {
    let p = Promise<V>(on: s.loop, "timeout"); p.onCancel { self.cancel() }
    let t = s.loop.schedule("time limit", after: d) { if !p.future.isDone { p.fail(TimeoutError(limit: d)); self.cancel() } }
    whenComplete { r in t.cancel(); if !p.future.isDone { p.complete(with: r) } }
    return p.future
  }
  public func get() async throws -> V { try await withTaskCancellationHandler { try await suspend(on: s.loop, "get") { x in whenComplete { x.resume(with: $0) } } } onCancel: { cancel() } }
}
public func withTimeout<V>(after d: Duration, on loop: any EventLoop, _ op: (@escaping Completion<V>) -> any Cancellable, _ c: @escaping Completion<V>) -> any Cancellable {
  let done = LoopConfined(false, on: loop); let scope = CancellationScope(on: loop)
  let t = loop.schedule("time limit", after: d) { if !done.value { done.value = true; scope.cancel(); c(.failure(TimeoutError(limit: d))) } }
  scope.add(op { r in if !done.value { done.value = true; t.cancel(); c(r) } })
  return scope
}
public func withTimeout<V: Sendable>(after d: Duration, on loop: any EventLoop, _ op: @escaping @Sendable () async throws -> V) async throws -> V {
  try await withThrowingTaskGroup(of: V.self) { g in
    g.addTask { try await op() }; g.addTask { try await loop.sleep(for: d); throw TimeoutError(limit: d) }
    defer { g.cancelAll() }
    return try await g.next()!
  }
}
