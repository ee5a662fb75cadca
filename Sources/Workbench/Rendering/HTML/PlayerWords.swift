// The words of the player itself: of its buttons and its lists, in each language.

import Foundation

/// The player's own words by the English ones, which its parts and its script name.
enum PlayerWords {
  /// The words in Korean.
  static let korean: [String: String] = [
    "Steps": "단계", "First step": "첫 단계", "One step back": "한 단계 뒤로", "Play": "재생", "▶ play": "▶ 재생",
    "One step forward": "한 단계 앞으로", "Last step": "마지막 단계", "Next difference": "다음 차이", "next": "다음",
    "speed": "속도", "slow": "느리게", "normal": "보통", "fast": "빠르게", "Step": "단계", "Timeline": "타임라인",
    "After this step": "이 단계 다음", "one step": "한 단계", "first and last": "처음과 끝", "play": "재생",
    "next difference": "다음 차이", "link to this step": "이 단계의 링크", "❚❚ stop": "❚❚ 멈춤", "Stop": "멈춤",
    "{event} at {when}": "{when}: {event}", "and {count} more": "그 밖에 {count}개", "nothing": "없음",
    "Source of {lane}": "{lane}의 소스", "ready after this event of the loop": "루프의 이 이벤트 다음에 준비된 것",
    "timers": "타이머", "{step} of {last}": "{last}단계 중 {step}", "before the first of {last} steps": "{last}단계의 처음",
    "step {step} of {last}: {says}": "{last}단계 중 {step}: {says}", "The runs differ.": "실행이 갈립니다.",
    "Note: {text}.": "메모: {text}.", "Note:": "메모:", "The runs differ:": "실행이 갈립니다:",
    "Point of no return:": "돌이킬 수 없는 지점:", "time": "시각", "{count} in flight:": "진행 중 {count}개:",
  ]

  /// The parts of a player in a language; `template` has its words in double braces.
  static func filled(_ template: String, in language: Language) -> String {
    let words = language == .korean ? attribute : ""
    let isEnglish = language.choose("", " lang=\"en\"")
    let page = PageTemplate(Array(template.utf8)).filled { name, page in
      let text =
        switch name {
        case "words": words
        case "english": isEnglish
        default: language.choose(name, korean[name] ?? name)
        }
      page += text.utf8
    }
    return String(decoding: page, as: UTF8.self)
  }

  /// The Korean words as an attribute, for the script.
  private static var attribute: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = (try? encoder.encode(korean)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    return " data-words=\"\(json.asMarkup)\""
  }
}
