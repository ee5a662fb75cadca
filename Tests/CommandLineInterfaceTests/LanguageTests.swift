// The option '--lang' and the environment's language: titles, rules, questions and summaries in Korean.

import Testing

@testable import CommandLineInterface

@Suite struct `The language of the output` {
  private func braid(_ words: String, _ environment: [String: String] = [:]) -> (
    output: String, errors: String, code: ExitCode
  ) {
    let captured = CapturedConsole(environment: environment)
    let code = CommandLineInterface.run(
      arguments: words.split(separator: " ").map(String.init), console: captured.console)
    return (captured.output, captured.errors, code)
  }

  private static let lines = [
    ("list", "취소되는 순간에 허가를 잃어버림"), ("bugs", "오류를 처리하는 분기가 완료 핸들러를 잊음"),
    ("show cancelled-before-start", "시작하기 전에 취소됨"),
    ("show fails-at-call-2", "스타일마다 오류를 잡는 곳이 다릅니다"),
    ("show fails-at-call-2 --format svg", "두 번째 호출이 실패함"),
    ("help terms", "동시 상황"), ("quiz never-started", "더 없음"), ("quiz errors", "이 규칙은 왜 성립하나요?"),
    ("explore permit-leak -s callback --budget 20", "취소되는 중인 대기자에게 넘어간 허가가 사라짐"),
  ]

  @Test(arguments: lines)
  func `is Korean with '--lang ko' and in a Korean environment, and English otherwise`(
    words: String, korean: String
  ) {
    let plain = braid(words)
    func joined(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    #expect(joined(braid(words + " --lang ko").output).contains(korean))
    #expect(joined(braid(words, ["LANG": "ko_KR.UTF-8"]).output).contains(korean))
    #expect(!plain.output.contains { ("가"..."힣").contains($0) })
    #expect(braid(words, ["LANG": "de_DE.UTF-8"]).output == plain.output)
    #expect(braid(words + " --lang en", ["LANG": "ko_KR.UTF-8"]).output == plain.output)
  }

  @Test(arguments: ["list --json", "bugs --json", "quiz errors --json", "show ties --format jsonl", "run ties"])
  func `is English in what programs read`(words: String) {
    #expect(braid(words, ["LANG": "ko_KR.UTF-8"]).output == braid(words).output)
  }

  @Test(arguments: ["list", "show ties", "step ties", "quiz", "bugs", "explore ties", "help terms"])
  func `is refused if it is unknown`(words: String) {
    let refused = braid(words + " --lang tlh")
    #expect(refused.code == .usage && refused.output.isEmpty)
    #expect(refused.errors.contains("'tlh' is not a value of '--lang'") && refused.errors.contains("write en or ko"))
  }
}
