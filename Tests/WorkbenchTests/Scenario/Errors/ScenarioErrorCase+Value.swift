// What is said of wrong values in a scenario file: the whole messages.

extension ScenarioErrorCase {
  static let values: [ScenarioErrorCase] = [
    ScenarioErrorCase(
      "a reply without quotes", behindHead: "call 1 returns user 42",
      says: #"""
        f.scenario:3:16: error: found 'user' where a reply in quotes was expected
          call 1 returns user 42
                         ^
        help: write "user"
        """#),
    ScenarioErrorCase(
      "a reply in typographic quotes", behindHead: "call 1 returns “user”",
      says: #"""
        f.scenario:3:16: error: found '“user”' where a reply in quotes was expected
          call 1 returns “user”
                         ^
        help: write strings in straight double quotes
        """#),
    ScenarioErrorCase(
      "a status out of range", behindHead: "call 1 fails 42 \"x\"",
      says: #"""
        f.scenario:3:14: error: a status is 42, and must be from 100 to 999
          call 1 fails 42 "x"
                       ^
        """#),
    ScenarioErrorCase(
      "a failure without a status", behindHead: "call 1 fails \"x\"",
      says: #"""
        f.scenario:3:14: error: found "x" where a status was expected
          call 1 fails "x"
                       ^
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] fails STATUS "REASON" [twice]
        help: write call NAME [of pipeline NUMBER] fails STATUS "REASON" then returns "TEXT"
        """#),
    ScenarioErrorCase(
      "a misspelt unit", behindHead: "timeout 30mz",
      says: #"""
        f.scenario:3:11: error: 'mz' is not a unit of time
          timeout 30mz
                    ^
        help: did you mean '30ms'?
        """#),
    ScenarioErrorCase(
      "a number and its unit apart", behindHead: "timeout 30 ms",
      says: #"""
        f.scenario:3:11: error: the unit is missing after '30'
          timeout 30 ms
                    ^
        help: write ns, us, ms, s, min or h, as in 30ms
        """#),
    ScenarioErrorCase(
      "a unit that is near to none", behindHead: "timeout 30fortnights",
      says: #"""
        f.scenario:3:11: error: 'fortnights' is not a unit of time
          timeout 30fortnights
                    ^
        help: write ns, us, ms, s, min or h
        """#),
    ScenarioErrorCase(
      "a duration in words", behindHead: "timeout soon",
      says: #"""
        f.scenario:3:9: error: 'soon' is not a duration
          timeout soon
                  ^
        help: write a number and a unit, as in 30ms
        """#),
    ScenarioErrorCase(
      "a negative duration", behindHead: "timeout -5ms",
      says: #"""
        f.scenario:3:9: error: '-5ms' is not a duration
          timeout -5ms
                  ^
        help: write a number and a unit, as in 30ms
        """#),
    ScenarioErrorCase(
      "two points in a number", behindHead: "timeout 1.2.3ms",
      says: #"""
        f.scenario:3:9: error: '1.2.3' is not a number
          timeout 1.2.3ms
                  ^
        help: write it as in 30ms or 1.5s
        """#),
    ScenarioErrorCase(
      "half a nanosecond", behindHead: "timeout 1.5ns",
      says: #"""
        f.scenario:3:9: error: '1.5ns' is finer than a nanosecond
          timeout 1.5ns
                  ^
        """#),
    ScenarioErrorCase(
      "more than a day", behindHead: "timeout 25h",
      says: #"""
        f.scenario:3:9: error: '25h' is longer than a day, the limit
          timeout 25h
                  ^
        """#),
    ScenarioErrorCase(
      "more than any number holds", behindHead: "timeout 99999999999999999999999h",
      says: #"""
        f.scenario:3:9: error: '99999999999999999999999h' is longer than a day, the limit
          timeout 99999999999999999999999h
                  ^
        """#),
    ScenarioErrorCase(
      "a duration in quotes", behindHead: "timeout \"5ms\"",
      says: #"""
        f.scenario:3:9: error: found "5ms" where a duration was expected
          timeout "5ms"
                  ^
        help: write it as in 30ms
        """#),
    ScenarioErrorCase(
      "a range backwards", behindHead: "latency 40ms..10ms",
      says: #"""
        f.scenario:3:9: error: the range '40ms..10ms' runs backwards
          latency 40ms..10ms
                  ^
        help: begin with the shorter one
        """#),
    ScenarioErrorCase(
      "half a range", behindHead: "latency 10ms..",
      says: #"""
        f.scenario:3:15: error: a duration is missing
          latency 10ms..
                        ^
        help: write a number and a unit, as in 30ms
        """#),
    ScenarioErrorCase(
      "a range with one unit", behindHead: "latency 10..40ms",
      says: #"""
        f.scenario:3:11: error: the unit is missing after '10'
          latency 10..40ms
                    ^
        help: write ns, us, ms, s, min or h, as in 10ms
        """#),
    ScenarioErrorCase(
      "a range with three dots", behindHead: "latency 10ms...40ms",
      says: #"""
        f.scenario:3:15: error: '.40' is not a number
          latency 10ms...40ms
                        ^
        help: write it as in 30ms or 1.5s
        """#),
    ScenarioErrorCase(
      "a range where there is none", behindHead: "timeout 10ms..40ms",
      says: #"""
        f.scenario:3:9: error: found '10ms..40ms' where a duration was expected
          timeout 10ms..40ms
                  ^
        help: write it as in 30ms
        """#),
    ScenarioErrorCase(
      "a seed of more than 64 bits", behindHead: "seed 18446744073709551616",
      says: #"""
        f.scenario:3:6: error: a seed is 18446744073709551616, and must be from 0 to 18446744073709551615
          seed 18446744073709551616
               ^
        """#),
    ScenarioErrorCase(
      "a negative seed", behindHead: "seed -1",
      says: #"""
        f.scenario:3:6: error: found '-1' where a seed was expected
          seed -1
               ^
        help: write seed NUMBER
        """#),
    ScenarioErrorCase(
      "step zero", behindHead: "step 0 makes \"x\"",
      says: #"""
        f.scenario:3:6: error: a step's number is 0, and must be from 1 to 1000
          step 0 makes "x"
               ^
        """#),
    ScenarioErrorCase(
      "too many pipelines", behindHead: "repeat 20001",
      says: #"""
        f.scenario:3:8: error: a number of pipelines is 20001, and must be from 1 to 20000
          repeat 20001
                 ^
        """#),
  ]
}
