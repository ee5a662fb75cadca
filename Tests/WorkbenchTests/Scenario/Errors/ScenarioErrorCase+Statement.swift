// What is said of wrong statements in a scenario file: the whole messages. Long, because it is one table.

import Comparison
import Pipelines

extension ScenarioErrorCase {
  static let statements: [ScenarioErrorCase] = [
    ScenarioErrorCase(
      "a misspelt keyword", behindHead: "cal 1 never answers",
      says: #"""
        f.scenario:3:1: error: 'cal' is not a statement
          cal 1 never answers
          ^
        help: did you mean 'call'?
        """#),
    ScenarioErrorCase(
      "a keyword that is near to none", behindHead: "flush 1",
      says: #"""
        f.scenario:3:1: error: 'flush' is not a statement
          flush 1
          ^
        help: statements are title, program, guide, teaches, with, request, call, latency, faults, capacity, seed, step, recover, client, start, repeat, cancel, timeout, note, expect
        """#),
    ScenarioErrorCase(
      "a setting of a program that has none", behindHead: "with frame 50ms",
      says: #"""
        f.scenario:3:6: error: the program 'three-stages' has no setting 'frame'
          with frame 50ms
               ^
        help: it has none at all
        """#),
    ScenarioErrorCase(
      "a setting before the program", of: "title T\nwith frame 50ms\nprogram three-stages",
      says: #"""
        f.scenario:2:6: error: 'with' comes before 'program'
          with frame 50ms
               ^
        help: say first which program is set up
        """#),
    ScenarioErrorCase(
      "a keyword in capitals", of: "Title T\nprogram three-stages",
      says: #"""
        f.scenario:1:1: error: 'Title' is not a statement
          Title T
          ^
        help: did you mean 'title'?
        """#),
    ScenarioErrorCase(
      "a keyword in quotes", behindHead: "\"call\" 1 never answers",
      says: #"""
        f.scenario:3:1: error: "call" is not a statement
          "call" 1 never answers
          ^
        help: did you mean 'call'?
        """#),
    ScenarioErrorCase(
      "a misspelt program", of: "title T\nprogram tree-stages",
      says: #"""
        f.scenario:2:9: error: there is no program 'tree-stages'
          program tree-stages
                  ^
        help: did you mean 'three-stages'?
        """#),
    ScenarioErrorCase(
      "a program that is near to none", of: "title T\nprogram x",
      says: #"""
        f.scenario:2:9: error: there is no program 'x'
          program x
                  ^
        help: the programs are \#(Catalog.programs.map(\.name).joined(separator: ", ")), and those of 'braid bugs'
        """#),
    ScenarioErrorCase(
      "no title and no program", of: "seed 1",
      says: #"""
        f.scenario:1:1: error: there is no 'title'
          seed 1
          ^
        help: add a line 'title TEXT'
        f.scenario:1:1: error: there is no 'program'
          seed 1
          ^
        help: add a line 'program NAME'
        """#),
    ScenarioErrorCase(
      "no title, and a program without a name", of: "program",
      says: #"""
        f.scenario:1:1: error: there is no 'title'
          program
          ^
        help: add a line 'title TEXT'
        f.scenario:1:8: error: 'program' ends where a program's name should follow
          program
                 ^
        help: write program NAME
        """#),
    ScenarioErrorCase(
      "a second title", behindHead: "title U",
      says: #"""
        f.scenario:3:1: error: 'title' occurs twice; the first is on line 1
          title U
          ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "a second behaviour of a call", behindHead: "call 2 never answers\n\ncall 2 at once returns \"x\"",
      says: #"""
        f.scenario:5:6: error: 'call 2' occurs twice; the first is on line 3
          call 2 at once returns "x"
               ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "a second behaviour of a call, the first unreadable", behindHead: "call 2 takes 5\ncall 2 never answers",
      says: #"""
        f.scenario:3:15: error: the unit is missing after '5'
          call 2 takes 5
                        ^
        help: write ns, us, ms, s, min or h, as in 5ms
        f.scenario:4:6: error: 'call 2' occurs twice; the first is on line 3
          call 2 never answers
               ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "a second behaviour of a step", behindHead: "step 2 makes \"x\"\nstep 2 throws \"y\"",
      says: #"""
        f.scenario:4:6: error: 'step 2' occurs twice; the first is on line 3
          step 2 throws "y"
               ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "a second recovery of a call, its name in quotes", behindHead: "recover 1 with \"x\"\nrecover \"1\" with \"y\"",
      says: #"""
        f.scenario:4:9: error: 'recover 1' occurs twice; the first is on line 3
          recover "1" with "y"
                  ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "a call without its name", behindHead: "call takes 30ms returns \"x\"",
      says: #"""
        f.scenario:3:6: error: found 'takes' where a call's name was expected
          call takes 30ms returns "x"
               ^
        help: name it, as in call 1; quote a name that is a word of the statement
        """#),
    ScenarioErrorCase(
      "a call with an empty name", behindHead: "call \"\" never answers",
      says: #"""
        f.scenario:3:6: error: a call's name is empty
          call "" never answers
               ^
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] returns "TEXT" [twice]
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] fails STATUS "REASON" [twice]
        help: write call NAME [of pipeline NUMBER] never answers
        help: write call NAME [of pipeline NUMBER] fails STATUS "REASON" then returns "TEXT"
        """#),
    ScenarioErrorCase(
      "a call that says nothing", behindHead: "call 1",
      says: #"""
        f.scenario:3:7: error: 'call' ends where 'of', 'takes', 'at', 'returns', 'fails' or 'never' should follow
          call 1
                ^
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] returns "TEXT" [twice]
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] fails STATUS "REASON" [twice]
        help: write call NAME [of pipeline NUMBER] never answers
        help: write call NAME [of pipeline NUMBER] fails STATUS "REASON" then returns "TEXT"
        """#),
    ScenarioErrorCase(
      "a misspelt word of a call", behindHead: "call 1 take 30ms returns \"x\"",
      says: #"""
        f.scenario:3:8: error: found 'take' where 'of', 'takes', 'at', 'returns', 'fails' or 'never' was expected
          call 1 take 30ms returns "x"
                 ^
        help: did you mean 'takes'?
        """#),
    ScenarioErrorCase(
      "a call without an answer", behindHead: "call 1 takes 30ms",
      says: #"""
        f.scenario:3:18: error: 'call' ends where 'returns' or 'fails' should follow
          call 1 takes 30ms
                           ^
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] returns "TEXT" [twice]
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] fails STATUS "REASON" [twice]
        """#),
    ScenarioErrorCase(
      "a call that takes time and never answers", behindHead: "call 1 takes 30ms never answers",
      says: #"""
        f.scenario:3:19: error: found 'never' where 'returns' or 'fails' was expected
          call 1 takes 30ms never answers
                            ^
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] returns "TEXT" [twice]
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] fails STATUS "REASON" [twice]
        """#),
    ScenarioErrorCase(
      "a call that never answers, twice", behindHead: "call 1 never answers twice",
      says: #"""
        f.scenario:3:22: error: found 'twice' after the end of the statement
          call 1 never answers twice
                               ^
        help: write call NAME [of pipeline NUMBER] never answers
        """#),
    ScenarioErrorCase(
      "a call that answers thrice", behindHead: "call 1 returns \"x\" thrice",
      says: #"""
        f.scenario:3:20: error: found 'thrice' where 'twice' or 'then' was expected
          call 1 returns "x" thrice
                             ^
        help: did you mean 'twice'?
        """#),
    ScenarioErrorCase(
      "a call with something behind it", behindHead: "call 1 returns \"x\" \"y\"",
      says: #"""
        f.scenario:3:20: error: found "y" after the end of the statement
          call 1 returns "x" "y"
                             ^
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] returns "TEXT" [twice]
        help: write call NAME [of pipeline NUMBER] fails STATUS "REASON" then returns "TEXT"
        """#),
    ScenarioErrorCase(
      "the words of a call in another order", behindHead: "call 1 returns \"x\" takes 30ms",
      says: #"""
        f.scenario:3:20: error: found 'takes' where 'twice' or 'then' was expected
          call 1 returns "x" takes 30ms
                             ^
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] returns "TEXT" [twice]
        help: write call NAME [of pipeline NUMBER] fails STATUS "REASON" then returns "TEXT"
        """#),
    ScenarioErrorCase(
      "a failure without a reason", behindHead: "call 1 fails 503",
      says: #"""
        f.scenario:3:17: error: 'call' ends where a reason in quotes should follow
          call 1 fails 503
                          ^
        help: write call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] fails STATUS "REASON" [twice]
        help: write call NAME [of pipeline NUMBER] fails STATUS "REASON" then returns "TEXT"
        """#),
    ScenarioErrorCase(
      "a step with a zero in front", behindHead: "step 02 makes \"x\"",
      says: #"""
        f.scenario:3:6: error: found '02' where a step's number was expected
          step 02 makes "x"
               ^
        help: write 2
        """#),
    ScenarioErrorCase(
      "a start that is not never", behindHead: "start nevr",
      says: #"""
        f.scenario:3:7: error: found 'nevr' where 'never' was expected
          start nevr
                ^
        help: did you mean 'never'?
        """#),
    ScenarioErrorCase(
      "a misspelt word of repeat", behindHead: "repeat 5 evry 10ms",
      says: #"""
        f.scenario:3:10: error: found 'evry' where 'every' was expected
          repeat 5 evry 10ms
                   ^
        help: did you mean 'every'?
        """#),
    ScenarioErrorCase(
      "a cancellation that says not when", behindHead: "cancel",
      says: #"""
        f.scenario:3:7: error: 'cancel' ends where 'at', 'racing', 'before', 'on' or 'after' should follow
          cancel
                ^
        help: write cancel [NUMBER] at DURATION
        help: write cancel [NUMBER] racing at DURATION
        help: write cancel [NUMBER] before start
        help: write cancel [NUMBER] on sent NAME
        help: write cancel [NUMBER] on reply NAME
        help: write cancel [NUMBER] after finish
        """#),
    ScenarioErrorCase(
      "a misspelt word of cancel", behindHead: "cancel befor start",
      says: #"""
        f.scenario:3:8: error: found 'befor' where 'at', 'racing', 'before', 'on' or 'after' was expected
          cancel befor start
                 ^
        help: did you mean 'before'?
        """#),
    ScenarioErrorCase(
      "a cancellation before the finish", behindHead: "cancel before finish",
      says: #"""
        f.scenario:3:15: error: found 'finish' where 'start' was expected
          cancel before finish
                        ^
        help: write cancel [NUMBER] before start
        """#),
    ScenarioErrorCase(
      "a cancellation on sending", behindHead: "cancel on send 2",
      says: #"""
        f.scenario:3:11: error: found 'send' where 'sent' or 'reply' was expected
          cancel on send 2
                    ^
        help: did you mean 'sent'?
        """#),
    ScenarioErrorCase(
      "cancellations of pipelines that there are not",
      behindHead: """
        # cancel 3
        cancel at 30ms
        cancel 3 at 35ms
        repeat 2
        cancel 4 after finish
        """,
      says: #"""
        f.scenario:5:8: error: there is no pipeline 3 to cancel
          cancel 3 at 35ms
                 ^
        help: 'repeat' says how many there are; it is 2 here
        f.scenario:7:8: error: there is no pipeline 4 to cancel
          cancel 4 after finish
                 ^
        help: 'repeat' says how many there are; it is 2 here
        """#),
  ]
}
