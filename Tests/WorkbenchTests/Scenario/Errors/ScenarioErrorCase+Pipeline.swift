// What is said of wrong statements about single pipelines, attempts, kinds of blocks and notes: the whole messages.

extension ScenarioErrorCase {
  static let pipelines: [ScenarioErrorCase] = [
    ScenarioErrorCase(
      "a call of a pipeline that there is not", behindHead: "repeat 2\ncall 1 of pipeline 3 never answers",
      says: #"""
        f.scenario:4:20: error: there is no pipeline 3
          call 1 of pipeline 3 never answers
                             ^
        help: 'repeat' says how many there are; it is 2 here
        """#),
    ScenarioErrorCase(
      "a call of a pipeline, misspelt", behindHead: "call 1 of pipelin 1 never answers",
      says: #"""
        f.scenario:3:11: error: found 'pipelin' where 'pipeline' was expected
          call 1 of pipelin 1 never answers
                    ^
        help: did you mean 'pipeline'?
        """#),
    ScenarioErrorCase(
      "a call of a pipeline, twice",
      behindHead: "call 1 never answers\ncall 1 of pipeline 1 never answers\ncall 1 of pipeline 1 returns \"x\"",
      says: #"""
        f.scenario:5:6: error: 'call 1 of pipeline 1' occurs twice; the first is on line 4
          call 1 of pipeline 1 returns "x"
               ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "an answer behind then that is none", behindHead: "call 1 fails 503 \"Busy\" then return \"x\"",
      says: #"""
        f.scenario:3:30: error: found 'return' where 'takes', 'at', 'returns', 'fails' or 'never' was expected
          call 1 fails 503 "Busy" then return "x"
                                       ^
        help: did you mean 'returns'?
        """#),
    ScenarioErrorCase(
      "a misspelt then", behindHead: "call 1 fails 503 \"Busy\" than returns \"x\"",
      says: #"""
        f.scenario:3:25: error: found 'than' where 'twice' or 'then' was expected
          call 1 fails 503 "Busy" than returns "x"
                                  ^
        help: did you mean 'then'?
        """#),
    ScenarioErrorCase(
      "a pipeline that starts twice", behindHead: "repeat 2\nstart 2 at 5ms\nstart 2 at 6ms",
      says: #"""
        f.scenario:5:7: error: 'start 2' occurs twice; the first is on line 4
          start 2 at 6ms
                ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "a second start never", behindHead: "start never\nstart never",
      says: #"""
        f.scenario:4:1: error: 'start' occurs twice; the first is on line 3
          start never
          ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "a time limit of a pipeline that there is not", behindHead: "timeout 2 5ms",
      says: #"""
        f.scenario:3:9: error: there is no pipeline 2
          timeout 2 5ms
                  ^
        help: 'repeat' says how many there are; it is 1 here
        """#),
    ScenarioErrorCase(
      "a second time limit", behindHead: "timeout 5ms\ntimeout 1 5ms\ntimeout 6ms",
      says: #"""
        f.scenario:5:1: error: 'timeout' occurs twice; the first is on line 3
          timeout 6ms
          ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "two kinds of a block", behindHead: "expect partial unordered",
      says: #"""
        f.scenario:3:16: error: found 'unordered' where 'callback', 'future' or 'async' was expected
          expect partial unordered
                         ^
        help: write expect [partial] [callback] [future] [async]
        """#),
    ScenarioErrorCase(
      "a misspelt kind", behindHead: "expect partal",
      says: #"""
        f.scenario:3:8: error: found 'partal' where 'partial', 'unordered', 'callback', 'future' or 'async' was expected
          expect partal
                 ^
        help: did you mean 'partial'?
        """#),
    ScenarioErrorCase(
      "a note without its sentence", behindHead: "note at 30ms",
      says: #"""
        f.scenario:3:13: error: 'note' ends where a sentence in quotes should follow
          note at 30ms
                      ^
        help: write note at DURATION "TEXT"
        """#),
    ScenarioErrorCase(
      "a note without its instant", behindHead: "note \"the reply is on its way\"",
      says: #"""
        f.scenario:3:6: error: found "the reply is on its way" where 'at' was expected
          note "the reply is on its way"
               ^
        help: write note at DURATION "TEXT"
        """#),
    ScenarioErrorCase(
      "a misspelt bug", of: "title T\nprogram permit-leek",
      says: #"""
        f.scenario:2:9: error: there is no program 'permit-leek'
          program permit-leek
                  ^
        help: did you mean 'permit-leak'?
        """#),
  ]
}
