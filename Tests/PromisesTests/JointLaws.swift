// The laws of all, any and race.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("4. all, any and race")
  struct JointLaws {
    @Test(arguments: Settling.allCases)
    func `all has the values in the order of the list, not in that of settling`(when: Settling) {
      let trial = Trial()
      let end = trial.settle(when, .success("1")) { first in
        Future.all([first, trial.work("2", takes: 30), trial.work("3", takes: 20), first], on: trial.loop)
      }
      #expect(end == #"value ["1", "2", "3", "1"]"#)
      #expect(trial.loop.now == .milliseconds(30))
    }

    @Test(arguments: Settling.allCases)
    func `all fails with the first error, and the others keep running`(when: Settling) {
      let trial = Trial()
      let end = trial.settle(when, .failure(Refusal(name: "1"))) { first in
        let late = trial.work("late", takes: 30).map { _ -> String in throw Refusal(name: "2") }
        let all = Future.all([late, first, trial.work("other", takes: 20)], on: trial.loop)
        all.whenComplete { _ in trial.note("settled at \(trial.loop.now)") }
        return all
      }
      #expect(end == "error refusal 1")
      #expect(
        trial.notes == ["late sent", "other sent", "settled at \(when.instant)", "other replied", "late replied"])
    }

    @Test(arguments: Settling.allCases)
    func `any has the first value that comes, whatever fails before`(when: Settling) {
      let trial = Trial()
      let end = trial.settle(when, .failure(Refusal())) { first in
        .any([first, trial.work("slow", takes: 30), trial.work("fast", takes: 20)], on: trial.loop)
      }
      #expect(end == "value fast")
      #expect(trial.notes.last == "slow replied", "the others continue")
    }

    @Test(arguments: Settling.allCases)
    func `any fails if all fail, with the errors in the order of the list`(when: Settling) {
      let trial = Trial()
      let end = trial.settle(when, Result<Int, any Error>.failure(Refusal(name: "1"))) { first in
        .any([first, .failed(Refusal(name: "2"), on: trial.loop)], on: trial.loop)
      }
      #expect(end == "error all 2 futures failed: refusal 1; refusal 2")
    }

    @Test(arguments: Settling.allCases)
    func `race has the first result that comes, be it an error`(when: Settling) {
      let trial = Trial()
      let lost = trial.settle(when, .failure(Refusal())) { .race([trial.work("slow", takes: 20), $0], on: trial.loop) }
      #expect(lost == "error refusal")
      let won = trial.settle(when, .success("first")) { .race([trial.work("slow", takes: 20), $0], on: trial.loop) }
      #expect(won == "value first")
    }

    @Test
    func `of futures that settle at one instant, the one that settles first wins`() {
      let loop = VirtualEventLoop()
      let (one, two) = (Promise<Int>(on: loop, "one"), Promise<Int>(on: loop, "two"))
      let race = Future.race([one.future, two.future], on: loop)
      let any = Future.any([one.future, two.future], on: loop)
      loop.schedule(after: .milliseconds(10)) {
        two.succeed(2)
        one.succeed(1)
      }
      #expect(loop.run().isClean)
      #expect(ending(of: race) == "value 2")
      #expect(ending(of: any) == "value 2")
    }

    @Test
    func `of futures that are settled already, the first of the list wins`() {
      let loop = VirtualEventLoop()
      let (one, two) = (Promise<Int>(on: loop, "one"), Promise<Int>(on: loop, "two"))
      two.succeed(2)
      one.succeed(1)
      let race = Future.race([one.future, two.future], on: loop)
      let any = Future.any([one.future, two.future], on: loop)
      #expect(loop.run().isClean)
      #expect(ending(of: race) == "value 1")
      #expect(ending(of: any) == "value 1")
    }

    @Test
    func `of two errors at one instant, all has the one that comes first`() {
      let loop = VirtualEventLoop()
      let (one, two) = (Promise<Int>(on: loop, "one"), Promise<Int>(on: loop, "two"))
      let all = Future.all([one.future, two.future], on: loop)
      two.fail(Refusal(name: "2"))
      one.fail(Refusal(name: "1"))
      #expect(loop.run().isClean)
      #expect(ending(of: all) == "error refusal 2")
    }

    @Test
    func `nothing joined is settled at once`() {
      let loop = VirtualEventLoop()
      #expect(ending(of: Future<Int>.all([], on: loop)) == "value []")
      #expect(ending(of: Future<Int>.any([], on: loop)) == "error there was no future that could succeed")
      #expect(throws: FutureError.nothingToRace) { try Future<Int>.race([], on: loop).result() }
      #expect(loop.run().isClean)
    }

    @Test(arguments: ["all", "any", "race"])
    func `the others are cancelled on demand as soon as the first decides`(kind: String) {
      let trial = Trial()
      let loop = trial.loop
      let first = trial.work("first", takes: 10)
      let others = [trial.work("second", takes: 20), trial.work("third", takes: 30)]
      switch kind {
      case "all": _ = Future.all([first.map { _ in throw Refusal() }] + others, on: loop, cancelsOthers: true)
      case "any": _ = Future.any([first] + others, on: loop, cancelsOthers: true)
      default: _ = Future.race([first] + others, on: loop, cancelsOthers: true)
      }
      #expect(loop.run().isClean)
      #expect(loop.now == .milliseconds(10))
      #expect(trial.notes.suffix(3) == ["first replied", "second cancelled", "third cancelled"])
    }

    @Test(arguments: ["all", "any", "race"])
    func `cancelling what is joined cancels each, and it fails with CancellationError`(kind: String) {
      let trial = Trial()
      let loop = trial.loop
      let works = [trial.work("one", takes: 10), trial.work("two", takes: 20)]
      let end = LoopConfined("", on: loop)
      func watch<Value>(_ joint: Future<Value>) {
        joint.whenComplete { _ in end.value = ending(of: joint) }
        loop.schedule(after: .milliseconds(5)) { joint.cancel() }
      }
      switch kind {
      case "all": watch(Future.all(works, on: loop))
      case "any": watch(Future.any(works, on: loop))
      default: watch(Future.race(works, on: loop))
      }
      #expect(loop.run().isClean)
      #expect(loop.now == .milliseconds(5))
      #expect(trial.notes.suffix(2) == ["one cancelled", "two cancelled"])
      #expect(end.value == "error CancellationError()")
    }

    @Test(arguments: ["all", "any", "race"])
    func `a cancellation between the last settlement and its reaction lets no value through`(kind: String) {
      let loop = VirtualEventLoop()
      let end = LoopConfined("", on: loop)
      func watch<Value>(_ joint: Future<Value>) {
        joint.whenComplete { _ in end.value = ending(of: joint) }
        joint.cancel()
      }
      switch kind {
      case "all": watch(Future.all([.succeeded(1, on: loop)], on: loop))
      case "any": watch(Future.any([.succeeded(1, on: loop)], on: loop))
      default: watch(Future.race([.succeeded(1, on: loop)], on: loop))
      }
      #expect(loop.run().isClean)
      #expect(end.value == "error CancellationError()")
    }
  }
}
