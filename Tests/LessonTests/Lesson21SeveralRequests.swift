// Lesson 21, several requests: what is kept between two requests of one download.

import Callbacks
import Comparison
import EventLoops
import Pipelines
import Promises
import Testing

extension Lessons {
  @Suite("Lesson 21: Several requests in a row", .serialized)
  struct Lesson21SeveralRequests {
    @Test("1. Between its two requests a download holds no permit, so that all images come before the first country")
    func twoTurns() {
      let plan = Plan(
        latency: .milliseconds(10) ... .milliseconds(10)
      ).with(settings: ["codes": .text("BR CN US"), "limit": .number(1)])
      for run in runs(of: SeveralRequests.program, under: plan) {
        let sent = run.events.compactMap { if case .sent(let call, _) = $0.kind { call } else { nil } }
        #expect(sent == ["BR", "CN", "US", "BR metadata", "CN metadata", "US metadata"])
        #expect(run.report.instant == .milliseconds(60))
      }
    }

    /// An image that tells when it goes.
    private final class Image: Sendable {
      private let loop: VirtualEventLoop
      private let gone: LoopConfined<Instant?>

      init(on loop: VirtualEventLoop, gone: LoopConfined<Instant?>) {
        self.loop = loop
        self.gone = gone
      }

      deinit { gone.value = loop.now }
    }

    /// An image after 10 ms, then, when a thread is free, the name of its country after 10 ms more.
    private func twoRequests(
      _ style: Style, _ threads: VirtualThreads, image: @escaping @Sendable () -> Image,
      use: @escaping @Sendable (Image, String) -> Void
    ) -> any Cancellable {
      let length = Duration.milliseconds(10)
      switch style {
      case .callback:
        let scope = CancellationScope(on: threads.loop)
        scope.add(
          threads.run("image", taking: length, image) { result in
            guard case .success(let image) = result else { return }
            scope.add(
              threads.run("country", taking: length, { "Brazil" }) { result in
                if case .success(let country) = result { use(image, country) }
              })
          })
        return scope
      case .future:
        return threads.run("image", taking: length, image)
          .flatMap { image in threads.run("country", taking: length) { "Brazil" }.map { (image, $0) } }
          .map { image, country in use(image, country) }
      case .async:
        return threads.loop.spawn("requests") {
          let image = try await threads.run("image", taking: length, image)
          let country = try await threads.run("country", taking: length) { "Brazil" }
          use(image, country)
        }
      }
    }

    @Test("2. In every style the image lives until its download is over, and no longer", arguments: Style.allCases)
    func keptAlive(style: Style) {
      for (cancellation, end) in [(nil, 50), (35, 35)] as [(Int64?, Int64)] {
        let loop = VirtualEventLoop()
        let threads = VirtualThreads(1, on: loop)
        let gone = LoopConfined<Instant?>(nil, on: loop)
        let uses = LoopConfined<[String]>([], on: loop)
        let work = twoRequests(style, threads) {
          Image(on: loop, gone: gone)
        } use: { _, country in
          uses.withValue { $0.append(country) }
        }
        // Another job has the thread between the two requests.
        loop.post { _ = threads.run("other", taking: .milliseconds(30), {}) { _ in } }
        if let cancellation { loop.schedule(after: .milliseconds(cancellation)) { work.cancel() } }
        _ = loop.run()
        #expect(gone.value == .milliseconds(end))
        #expect(uses.value == (cancellation == nil ? ["Brazil"] : []))
      }
    }
  }
}
