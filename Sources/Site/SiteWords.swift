// The words of the pages around the notes, in each language.

import Workbench

/// The words of a page apart from its content.
struct SiteWords {
  let edition: SiteEdition
  let guide: String
  let contents: String
  let skip: String
  let search: String
  let searchHint: String
  let theme: String
  let themeNames: [String]
  let otherLanguage: String
  let previous: String
  let next: String
  let more: String
  let linkTo: String
  let asText: String
  let page: String
  let openInLab: String
  let scenarios: String
  let interface: String
  let questions: String
  let source: String
  let tableHint: String
  let found: String
  let foundNothing: String
  let otherResults: String
  let turn: String
  let differences: String
  let noDifferences: String
  let scenarioText: String
  let scenarioColumns: [String]
  let answer: String
  let allRows: String
  let playerDetails: String

  /// A text in the language of the page, if it has a translation.
  func text(_ english: String) -> String { edition.texts.text(english) }

  /// The language that a text has on the page: that of the page if the text has a translation.
  func language(of english: String) -> String {
    text(english) == english ? SiteEdition.english.language : edition.language
  }

  static let english = SiteWords(
    edition: .english, guide: "The guide", contents: "Contents", skip: "Skip to the content", search: "Search",
    searchHint: "Search (press /)", theme: "Colours", themeNames: ["as the system", "light", "dark"],
    otherLanguage: "English", previous: "Previous", next: "Next", more: "More", linkTo: "Link to",
    asText: "As text", page: "all about this scenario", openInLab: "open in the lab", scenarios: "Scenarios",
    interface: "Public interface", questions: "Questions", source: "Source", tableHint: "Table", found: "results",
    foundNothing: "Nothing was found.", otherResults: "In the other language", turn: "Previous and next page",
    differences: "What the styles differ in", noDifferences: "In nothing that counts.",
    scenarioText: "The text of the scenario", scenarioColumns: ["scenario", "the point", "the styles differ in"],
    answer: "Answer", allRows: "All rows", playerDetails: "Source, ready events and timers")

  static let korean = SiteWords(
    edition: .korean, guide: "안내서", contents: "차례", skip: "본문으로 건너뛰기", search: "검색", searchHint: "검색 (/ 키)",
    theme: "색", themeNames: ["시스템 설정", "밝게", "어둡게"], otherLanguage: "한국어", previous: "이전", next: "다음",
    more: "더 보기", linkTo: "여기로 연결:", asText: "텍스트로 보기", page: "이 시나리오의 모든 것",
    openInLab: "랩에서 열기", scenarios: "시나리오", interface: "공개 인터페이스", questions: "문제",
    source: "소스", tableHint: "표", found: "개의 결과", foundNothing: "찾은 것이 없습니다.",
    otherResults: "다른 언어에서", turn: "이전 쪽과 다음 쪽",
    differences: "스타일이 갈리는 곳", noDifferences: "중요한 차이는 없습니다.", scenarioText: "시나리오의 본문",
    scenarioColumns: ["시나리오", "요점", "스타일이 갈리는 곳"], answer: "답", allRows: "모든 행",
    playerDetails: "소스, 준비된 이벤트, 타이머")
}
