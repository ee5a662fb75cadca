// A page with places: what is filled in where, and what is no place.

import Testing

@testable import Workbench

@Suite struct `A page with places` {
  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("{{a}}", "A"), ("x{{a}}y{{b}}z", "xAy{{a}}z"), ("{{a}}{{a}}", "AA"),
    ("{{none}}.", "."), ("{{a", "{{a"), ("{a}}", "{a}}"), ("{{a}", "{{a}"), ("}}{{a}}", "}}A"), ("é{{a}}ü", "éAü"),
    ("{{{a}}", ""), ("{{}}", ""),
  ])
  func `has each place filled in, and nothing that was filled in looked at again`(page: String, filled: String) {
    let bytes = PageTemplate(Array(page.utf8)).filled { place, page in
      page += (["a": "A", "b": "{{a}}"][place] ?? "").utf8
    }
    #expect(String(decoding: bytes, as: UTF8.self) == filled)
  }

  @Test(arguments: [
    ("", ""), ("plain ~ 'text'", "plain ~ 'text'"), ("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"),
    ("\u{1B}[0m", "�[0m"),
    ("é<", "é&lt;"), ("\u{7F}", "�"), ("a\tb", "a b"),
  ])
  func `gets text with the marks of XML escaped`(text: String, markup: String) {
    #expect(text.asMarkup == markup)
  }
}
