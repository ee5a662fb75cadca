// The words of the pages around the notes, in each language.

/// The words of a page apart from its content.
struct SiteWords {
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

  static let english = SiteWords(
    guide: "The guide", contents: "Contents", skip: "Skip to the content", search: "Search",
    searchHint: "Search (press /)", theme: "Colours", themeNames: ["as the system", "light", "dark"],
    otherLanguage: "English", previous: "Previous", next: "Next", more: "More", linkTo: "Link to",
    asText: "As text", page: "all about this scenario", openInLab: "open in the lab", scenarios: "Scenarios",
    interface: "Public interface", questions: "Questions", source: "Source", tableHint: "Table", found: "results",
    foundNothing: "Nothing was found.", otherResults: "In the other language", turn: "Previous and next page")

  static let korean = SiteWords(
    guide: "안내서", contents: "차례", skip: "본문으로 건너뛰기", search: "검색", searchHint: "검색 (/ 키)",
    theme: "색", themeNames: ["시스템 설정", "밝게", "어둡게"], otherLanguage: "한국어", previous: "이전", next: "다음",
    more: "더 보기", linkTo: "여기로 연결:", asText: "텍스트로 보기", page: "이 시나리오의 모든 것",
    openInLab: "랩에서 열기", scenarios: "시나리오", interface: "공개 인터페이스", questions: "문제",
    source: "소스", tableHint: "표", found: "개의 결과", foundNothing: "찾은 것이 없습니다.",
    otherResults: "다른 언어에서", turn: "이전 쪽과 다음 쪽")
}
