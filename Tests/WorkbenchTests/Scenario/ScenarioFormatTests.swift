// The description of the scenario format, and whether it is true.

import Foundation
import Testing

@testable import Workbench

struct `The scenario format` {
  @Test func `is described statement by statement`() {
    let expected = #"""
      One statement a line; # begins a comment.

        title TEXT
            the scenario's title (required)
        program NAME
            which program runs: one of 'braid programs', or a bug of 'braid bugs' (required)
        guide PATH
            the chapter that uses the scenario
        teaches TEXT
            the point of it, in one sentence
        with NAME VALUE
            a setting of the program: a duration, a number, a word or a text
        request "TEXT"
            what the first call asks for
        call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] returns "TEXT" [twice]
        call NAME [of pipeline NUMBER] [takes DURATION[..DURATION] | at once] fails STATUS "REASON" [twice]
        call NAME [of pipeline NUMBER] never answers
        call NAME [of pipeline NUMBER] fails STATUS "REASON" then returns "TEXT"
            how the API answers a call, of all pipelines or of one; 'then' begins the answer to the next attempt
        latency DURATION[..DURATION]
            the latency of calls that name none
        faults 1 in NUMBER STATUS "REASON"
            calls without a 'call' statement fail at random, by the seed: one in N
        capacity NUMBER
            how many calls the API works on at once; further ones wait in the order in which they were sent
        seed NUMBER
            the seed of every choice that is made at random
        step NUMBER makes "TEXT"
        step NUMBER throws "REASON"
            what the code behind a call does
        recover NAME with "TEXT"
            the value that replaces a failure of a call, in programs that recover
        client sends "TEXT" at DURATION [in chunks of NUMBER [every DURATION]]
        client sends bytes "HEX" at DURATION [in chunks of NUMBER [every DURATION]]
        client closes at DURATION
        client leaves at DURATION
        client reads NUMBER bytes every DURATION
            what the other side of a session does, in order, counted from its beginning
        start never
        start NUMBER at DURATION
            the pipelines are built and not started; or when one pipeline starts
        repeat NUMBER [every DURATION]
            how many pipelines run, and how far apart
        cancel [NUMBER] at DURATION
        cancel [NUMBER] racing at DURATION
        cancel [NUMBER] before start
        cancel [NUMBER] on sent NAME
        cancel [NUMBER] on reply NAME
        cancel [NUMBER] after finish
            when a pipeline, the first if no number says which, is cancelled
        timeout [NUMBER] DURATION
            how long a pipeline may take: each, or the one that a number names
        note at DURATION "TEXT"
            a sentence for the reader, shown at an instant; it changes nothing about the runs
        expect [partial] [callback] [future] [async]
        expect unordered [callback] [future] [async]
            opens a block of indented lines INSTANT EVENT: what happens in every style, or besides in some

      DURATION  a number and ns, us, ms, s, min or h: 30ms, 1.5s; at most 24h
      INSTANT   a duration since the start of the run, or the word end
      "TEXT"    on one line, with \" \\ \n \r \t and \u{1F600}
      NAME      a word, or a string

      """#
    #expect(ScenarioFormat.summary == expected)
  }

  /// What can be set is up to the program, so that its statement has no usage for all programs.
  @Test(arguments: StatementTable.forms.filter { $0.keyword != "with" }.flatMap(\.usages))
  func `has usages that can be read`(usage: String) throws {
    let variants = usage.contains(" | at once") ? ["takes DURATION..DURATION ", "at once ", ""] : [""]
    for variant in variants {
      let text = usage.replacing("[takes DURATION[..DURATION] | at once] ", with: variant)
        .replacing("[..DURATION]", with: "..DURATION").replacing("DURATION", with: "1ms")
        .replacing("STATUS", with: "503").replacing("NUMBER", with: "1").replacing("PATH", with: "a/b.md")
        .replacing("HEX", with: "ff")
        .replacing("NAME", with: usage.hasPrefix("program") ? "three-stages" : "1")
        .replacing("[", with: "").replacing("]", with: "")
      let required = ["title TEXT", "program three-stages"].filter { $0.prefix(5) != text.prefix(5) }
      #expect(message(for: (required + [text]).joined(separator: "\n")) == "")
    }
  }

  @Test(arguments: StatementTable.keywords)
  func `is described in the notes with each statement`(keyword: String) throws {
    let notes = try String(contentsOfFile: ProjectFiles.root + "/notes/scenarios.md", encoding: .utf8)
    #expect(notes.contains("`\(keyword) ") || notes.contains("`\(keyword)`"))
  }
}
