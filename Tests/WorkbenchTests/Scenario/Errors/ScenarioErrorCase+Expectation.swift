// What is said of wrong expectations in a scenario file: the whole messages.

extension ScenarioErrorCase {
  static let expectations: [ScenarioErrorCase] = [
    ScenarioErrorCase(
      "a second block for every style", behindHead: "expect\n  0ms x\nexpect",
      says: #"""
        f.scenario:5:1: error: 'expect' occurs twice; the first is on line 3
          expect
          ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "a second block for a style", behindHead: "expect callback future\nexpect async future",
      says: #"""
        f.scenario:4:14: error: 'expect future' occurs twice; the first is on line 3
          expect async future
                       ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "a style named twice", behindHead: "expect callback callback",
      says: #"""
        f.scenario:3:17: error: 'callback' is named twice
          expect callback callback
                          ^
        help: name it once
        """#),
    ScenarioErrorCase(
      "a misspelt style, and its events", behindHead: "expect calback\n  0ms step 1",
      says: #"""
        f.scenario:3:8: error: found 'calback' where 'partial', 'unordered', 'callback', 'future' or 'async' was expected
          expect calback
                 ^
        help: did you mean 'callback'?
        """#),
    ScenarioErrorCase(
      "an indented statement", behindHead: "  call 1 never answers",
      says: #"""
        f.scenario:3:3: error: the line is indented, and no 'expect' block is open
            call 1 never answers
            ^
        help: begin statements at the start of the line
        """#),
    ScenarioErrorCase(
      "an indented statement in a block", behindHead: "expect\n  0ms step 1\n  call 1 never answers",
      says: #"""
        f.scenario:5:3: error: found 'call' where an instant or 'end' was expected
            call 1 never answers
            ^
        help: a statement begins at the start of its line, an event with an instant, as in '30ms  step 1'
        """#),
    ScenarioErrorCase(
      "a misspelt end", behindHead: "expect\n  edn leftover",
      says: #"""
        f.scenario:4:3: error: found 'edn' where an instant or 'end' was expected
            edn leftover
            ^
        help: did you mean 'end'?
        """#),
    ScenarioErrorCase(
      "an instant and nothing that happens", behindHead: "expect\n  30ms   # nothing",
      says: #"""
        f.scenario:4:10: error: '30ms' ends where an event should follow
            30ms   # nothing
                   ^
        help: write it as in '30ms  step 1'
        """#),
    ScenarioErrorCase(
      "an ambiguous unit", behindHead: "expect\n  30m step 1",
      says: #"""
        f.scenario:4:5: error: 'm' is not a unit of time
            30m step 1
              ^
        help: did you mean '30ms'?
        """#),
    ScenarioErrorCase(
      "an event with an open string", behindHead: "expect\n  30ms call 1 sent \"user",
      says: #"""
        f.scenario:4:20: error: the string has no end
            30ms call 1 sent "user
                             ^
        help: close it with '"' on the same line
        """#),
    ScenarioErrorCase(
      "an instant beyond the last", behindHead: "expect\n  2562048h step 1",
      says: #"""
        f.scenario:4:3: error: '2562048h' is later than the last instant
            2562048h step 1
            ^
        """#),
    ScenarioErrorCase(
      "a misspelt expect, and its events", behindHead: "expct\n  30ms step 1\n  soon",
      says: #"""
        f.scenario:3:1: error: 'expct' is not a statement
          expct
          ^
        help: did you mean 'expect'?
        """#),
  ]
}
