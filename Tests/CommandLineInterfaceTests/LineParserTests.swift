// How a command line is taken apart.

import Testing

@testable import CommandLineInterface

@Suite struct `The line parser` {
  private func parse(_ words: String...) -> ParsedLine {
    LineParser.parse(words, commands: Specimen.commands)
  }

  @Test(arguments: [
    ["-n", "7"], ["-n7"], ["-n=7"], ["--count", "7"], ["--count=7"], ["-qn", "7"], ["-qn7"],
  ])
  func `a value may follow its option in every usual way`(option: [String]) {
    let line = LineParser.parse(["weave"] + option, commands: Specimen.commands)
    #expect(line.failure == nil)
    #expect(line.number(of: Specimen.count) == 7)
  }

  @Test func `options may occur anywhere, in any order`() {
    let words = ["--ascii", "--json", "-n", "3", "--tint=red", "warp", "weft"]
    for start in words.indices where words[start] != "3" {
      let rotated = ["weave"] + words[start...] + words[..<start]
      let line = LineParser.parse(rotated, commands: Specimen.commands)
      #expect(line.failure == nil, "\(rotated)")
      #expect(line.has(Specimen.json))
      #expect(line.number(of: Specimen.count) == 3)
      #expect(line.values(of: Specimen.tint) == ["red"])
      #expect(Set(line.arguments) == ["warp", "weft"])
    }
  }

  @Test func `a global option may precede the command`() {
    let line = parse("--color", "never", "--ascii", "weave", "warp")
    #expect(line.failure == nil)
    #expect(line.command?.name == "weave")
    #expect(line.arguments == ["warp"])
    #expect(line.value(of: GlobalOption.color) == "never")
    #expect(line.has(GlobalOption.ascii))
  }

  @Test func `a repeatable option keeps its values in order`() {
    let line = parse("weave", "-t", "red", "--tint=blue", "-tred")
    #expect(line.failure == nil)
    #expect(line.values(of: Specimen.tint) == ["red", "blue", "red"])
  }

  @Test func `two dashes end the options`() {
    let line = parse("weave", "--json", "--", "--quiet", "-n", "--")
    #expect(line.failure == nil)
    #expect(line.has(Specimen.json))
    #expect(!line.has(Specimen.quiet))
    #expect(line.arguments == ["--quiet", "-n", "--"])
  }

  @Test func `one dash is an argument`() {
    #expect(parse("weave", "-").arguments == ["-"])
    #expect(parse("weave", "-o", "-").value(of: Specimen.output) == "-")
  }

  @Test func `an attached value may be empty or hold an equals sign`() {
    #expect(parse("weave", "--output=").value(of: Specimen.output)?.isEmpty == true)
    #expect(parse("weave", "--output=a=b").value(of: Specimen.output) == "a=b")
  }

  @Test func `a value may begin with a dash unless it is an option`() {
    #expect(parse("weave", "--output", "-5").value(of: Specimen.output) == "-5")
    #expect(parse("weave", "--output", "--json").failure?.message == "option '--output' needs a value")
    #expect(parse("weave", "--output=--json").value(of: Specimen.output) == "--json")
  }

  @Test func `a flag may be repeated without harm`() {
    #expect(parse("weave", "-qq", "--quiet").failure == nil)
  }

  @Test(arguments: ["--cou", "--j", "--COUNT", "weav", "wea"])
  func `nothing may be abbreviated or respelt`(word: String) {
    #expect(parse(word).failure != nil)
    #expect(parse("weave", "--tint", "red", word).failure != nil || !word.hasPrefix("-"))
  }

  @Test func `the first mistake is the one that is kept`() {
    let line = parse("weave", "--first", "--second", "-n", "x")
    #expect(line.failure?.message == "unknown option '--first'")
  }
}
