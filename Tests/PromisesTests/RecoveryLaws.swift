// The laws of recover, flatMapError and always.

import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("3. recover, flatMapError and always")
  struct RecoveryLaws {
    @Test(arguments: Settling.allCases)
    func `recover makes a value of an error, and lets a value pass`(when: Settling) {
      let trial = Trial()
      #expect(trial.settle(when, .failure(Refusal())) { $0.recover { "not \($0)" } } == "value not refusal")
      let passed = trial.settle(when, .success("fine")) { future in
        future.recover { _ in
          trial.note("recovered")
          return "mended"
        }
      }
      #expect(passed == "value fine")
      #expect(trial.notes.isEmpty)
    }

    @Test(arguments: Settling.allCases)
    func `flatMapError continues with further work after an error, and lets a value pass`(when: Settling) {
      let trial = Trial()
      let mended = trial.settle(when, Result<String, any Error>.failure(Refusal())) { future in
        future.flatMapError { _ in trial.work("second try", takes: 5) }
      }
      #expect(mended == "value second try")
      #expect(trial.loop.now == when.instant.advanced(by: .milliseconds(5)))
      let passed = trial.settle(when, .success("fine")) { $0.flatMapError { _ in trial.work("no", takes: 5) } }
      #expect(passed == "value fine")
      #expect(trial.notes == ["second try sent", "second try replied"])
    }

    @Test(arguments: Settling.allCases)
    func `what recover and flatMapError throw takes the place of the error`(when: Settling) {
      let failure = Result<Int, any Error>.failure(Refusal(name: "1"))
      #expect(Trial().settle(when, failure) { $0.recover { _ in throw Refusal(name: "2") } } == "error refusal 2")
      #expect(Trial().settle(when, failure) { $0.flatMapError { _ in throw Refusal(name: "2") } } == "error refusal 2")
    }

    @Test(arguments: Settling.allCases)
    func `an error skips the operators for values up to the next recovery, after which values continue`(when: Settling)
    {
      let trial = Trial()
      let end = trial.settle(when, .success(1)) { future in
        future
          .map { _ -> Int in throw Refusal() }
          .map { value in
            trial.note("skipped")
            return value
          }
          .recover { _ in 41 }
          .map { $0 + 1 }
      }
      #expect(end == "value 42")
      #expect(trial.notes.isEmpty)
    }

    @Test(arguments: Settling.allCases)
    func `always runs either way, once, before the result is passed on`(when: Settling) {
      for (result, end) in [
        (Result<Int, any Error>.success(42), "value 42"), (.failure(Refusal()), "error refusal"),
      ] {
        let trial = Trial()
        let told = trial.settle(when, result) { future in
          let after = future.always { trial.note("always \(words(for: $0))") }
          after.whenComplete { _ in trial.note("after") }
          return after
        }
        #expect(told == end)
        #expect(trial.notes == ["always \(end)", "after"])
      }
    }
  }
}
