// What is said of wrong text in a scenario file: the whole messages.

extension ScenarioErrorCase {
  static let text: [ScenarioErrorCase] = [
    ScenarioErrorCase(
      "an empty title", of: "title\nprogram three-stages",
      says: #"""
        f.scenario:1:6: error: 'title' ends where a title should follow
          title
               ^
        help: write title TEXT
        """#),
    ScenarioErrorCase(
      "a command for the terminal in a title", of: "title A\u{1B}[31mB\nprogram three-stages",
      says: #"""
        f.scenario:1:8: error: there is a control character, U+001B
          title A�[31mB
                 ^
        help: take it out, or write \u{1b} in a string
        """#),
    ScenarioErrorCase(
      "a string behind a word without a blank", behindHead: "call 1\"x\"",
      says: #"""
        f.scenario:3:7: error: there is no blank behind '1'
          call 1"x"
                ^
        help: put a blank between the two
        """#),
    ScenarioErrorCase(
      "a word behind a string without a blank", behindHead: "call \"x\"takes 30ms",
      says: #"""
        f.scenario:3:9: error: there is no blank behind "x"
          call "x"takes 30ms
                  ^
        help: put a blank between the two
        """#),
    ScenarioErrorCase(
      "a string without an end", behindHead: "request \"user # 5",
      says: #"""
        f.scenario:3:9: error: the string has no end
          request "user # 5
                  ^
        help: close it with '"' on the same line
        """#),
    ScenarioErrorCase(
      "an unknown escape", behindHead: "request \"a\\qb\"",
      says: #"""
        f.scenario:3:11: error: '\q' is no escape
          request "a\qb"
                    ^
        help: there are \" \\ \n \r \t and \u{1F600}
        """#),
    ScenarioErrorCase(
      "a number that is no character", behindHead: "request \"\\u{110000}\"",
      says: #"""
        f.scenario:3:10: error: '\u' is not followed by a character's number
          request "\u{110000}"
                   ^
        help: write it as in \u{1F600}
        """#),
    ScenarioErrorCase(
      "a string that ends in a backslash", behindHead: "request \"a\\",
      says: #"""
        f.scenario:3:11: error: the string ends in a backslash
          request "a\
                    ^
        help: write '\\' for a backslash
        """#),
    ScenarioErrorCase(
      "a tab in a string", behindHead: "request \"a\tb\"",
      says: #"""
        f.scenario:3:11: error: there is a control character, U+0009
          request "a b"
                    ^
        help: write a blank, or \t in a string
        """#),
    ScenarioErrorCase(
      "a blank that is none", behindHead: "call\u{A0}1 never answers",
      says: #"""
        f.scenario:3:5: error: there is a character that looks like a blank and is none, U+00A0
          call 1 never answers
              ^
        help: write a blank
        """#),
    ScenarioErrorCase(
      "a control character", behindHead: "seed \u{7}",
      says: #"""
        f.scenario:3:6: error: there is a control character, U+0007
          seed �
               ^
        help: take it out, or write \u{7} in a string
        """#),
    ScenarioErrorCase(
      "a carriage return inside a line", behindHead: "seed 1\rseed 2",
      says: #"""
        f.scenario:3:7: error: there is a control character, U+000D
          seed 1�seed 2
                ^
        help: lines end in LF or CRLF
        """#),
    ScenarioErrorCase(
      "a character that turns the line around", behindHead: "request \u{202E}abc",
      says: #"""
        f.scenario:3:9: error: found '�abc' where a request in quotes was expected
          request �abc
                  ^
        help: write "�abc"
        """#),
    ScenarioErrorCase(
      "a place behind wide characters and a tab", of: "title T\nprogram three-stages\nrequest \"안녕\" \t 世界",
      says: #"""
        f.scenario:3:16: error: found '世界' after the end of the statement
          request "안녕"   世界
                           ^
        help: write request "TEXT"
        """#),
    ScenarioErrorCase(
      "a place in the middle of a long line",
      behindHead: "request \"" + String(repeating: "x", count: 200) + "\" oops "
        + String(repeating: "y", count: 200),
      says: #"""
        f.scenario:3:212: error: found 'oops' after the end of the statement
          …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" oops yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
                                                             ^
        help: write request "TEXT"
        """#),
    ScenarioErrorCase(
      "a string that is too long", behindHead: "request \"" + String(repeating: "x", count: 1001) + "\"",
      says: #"""
        f.scenario:3:9: error: the string has more than 1000 characters
          request "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
                  ^
        """#),
  ]
}
