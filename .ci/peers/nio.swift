// Pipelines of three calls on SwiftNIO's EmbeddedEventLoop, whose clock is moved by hand: the counterpart of `braid bench pipeline-…`.
//
// usage: nio callback|future|isolated IN-FLIGHT [varied]     prints nanoseconds of processor time a pipeline
// `.ci/peers/compare braid nio --nio FOLDER` builds it, with FOLDER a checkout of SwiftNIO; swift-atomics, swift-collections and
// swift-system beside it are used, and otherwise downloaded. To build it by hand, in a folder with this file as Sources/nio/main.swift:
//
//   // swift-tools-version: 6.1
//   import PackageDescription
//   let package = Package(
//     name: "peer", dependencies: [.package(name: "swift-nio", path: "FOLDER")],
//     targets: [.executableTarget(name: "nio", dependencies: [
//       .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio")])])
//
//   SWIFTCI_USE_LOCAL_DEPS=1 swift build -c release

import Glibc
import NIOCore
import NIOEmbedded

func processorNanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

// Unchecked: the loop runs in one thread.
final class Count: @unchecked Sendable {
  var done = 0
}

func latency(_ milliseconds: Int, _ request: Int) -> TimeAmount {
  let place = milliseconds == 30 ? 1 : milliseconds == 20 ? 13 : 169
  return .milliseconds(Int64(milliseconds + request / place % 13))
}

@inline(never)
func call(_ loop: EmbeddedEventLoop, _ milliseconds: Int, _ request: Int, _ completion: @escaping (Int) -> Void) {
  loop.scheduleTask(in: latency(milliseconds, request)) { completion(request + 1) }
}

@inline(never)
func call(_ loop: EmbeddedEventLoop, _ milliseconds: Int, _ request: Int) -> EventLoopFuture<Int> {
  let promise = loop.makePromise(of: Int.self)
  loop.scheduleTask(in: latency(milliseconds, request)) { promise.succeed(request + 1) }
  return promise.futureResult
}

// The shortest way: the future that the loop makes for each task anyway, without the checks for calls from other threads.
@inline(never)
func isolatedCall(_ loop: EmbeddedEventLoop, _ milliseconds: Int, _ request: Int) -> EventLoopFuture<Int>.Isolated {
  loop.scheduleTask(in: latency(milliseconds, request)) { request + 1 }.futureResult.assumeIsolated()
}

func callback(_ loop: EmbeddedEventLoop, _ request: Int, _ count: Count) {
  call(loop, 30, request) { request2 in
    call(loop, 20, request2) { request3 in
      call(loop, 10, request3) { _ in count.done += 1 }
    }
  }
}

func future(_ loop: EmbeddedEventLoop, _ request: Int, _ count: Count) {
  call(loop, 30, request)
    .flatMap { call(loop, 20, $0) }
    .flatMap { call(loop, 10, $0) }
    .whenComplete { _ in count.done += 1 }
}

func isolated(_ loop: EmbeddedEventLoop, _ request: Int, _ count: Count) {
  isolatedCall(loop, 30, request)
    .flatMap { isolatedCall(loop, 20, $0).nonisolated() }
    .flatMap { isolatedCall(loop, 10, $0).nonisolated() }
    .whenComplete { _ in count.done += 1 }
}

let styles = ["callback": callback, "future": future, "isolated": isolated]
let words = CommandLine.arguments
guard words.count > 2, let start = styles[words[1]], let inFlight = Int(words[2]) else {
  print("usage: nio callback|future|isolated IN-FLIGHT [varied]")
  exit(2)
}
let isVaried = words.count > 3
let loop = EmbeddedEventLoop()
let count = Count()
// As many batches as `braid bench` makes, on one loop.
let batches = max(1, 50_000 / inFlight)
let begin = processorNanoseconds()
for _ in 0..<batches {
  for number in 0..<inFlight { start(loop, isVaried ? number : 0, count) }
  loop.advanceTime(by: .milliseconds(200))
}
precondition(count.done == inFlight * batches)
print((processorNanoseconds() - begin) / Double(inFlight * batches))
