// The columns of texts, by what a terminal draws as one character.

import Testing

@testable import Workbench

@Suite struct `The display width` {
  @Test(arguments: [
    // Plain text, marks of the timelines, and nothing.
    ("", 0), ("abc", 3), (" ", 1), ("→", 1), ("│", 1), ("✗", 1), ("✓", 1), ("≠", 1), ("…", 1), ("±", 1), ("é", 1),
    // Combining marks, alone and in numbers.
    ("e\u{301}", 1), ("e\u{301}\u{302}\u{303}", 1), ("a\u{20DD}", 1), ("か\u{3099}", 2), ("\u{301}", 0),
    // Wide characters.
    ("한글", 4), ("漢字", 4), ("かな", 4), ("。", 2), ("Ａ", 2), ("￥", 2), ("ｱ", 1), ("〈", 2), ("㈜", 2), ("𠮷", 2),
    // Korean in its letters: a syllable is drawn in one place.
    ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{1100}\u{1161}", 2), ("\u{1100}", 2), ("ㄱ", 2),
    // Emoji, with a skin tone and in families.
    ("😀", 2), ("🚀", 2), ("✅", 2), ("⭐", 2), ("☕", 2), ("🀄", 2), ("⌚", 2), ("🧵", 2), ("🫠", 2), ("🆗", 2), ("🈁", 2),
    ("👋🏽", 2), ("👩‍💻", 2), ("👨‍👩‍👧‍👦", 2), ("🏳️‍🌈", 2), ("❤️‍🔥", 2), ("🐈‍⬛", 2),
    // Characters that are text unless the selector asks for the picture.
    ("⚠", 1), ("⚠️", 2), ("⚠\u{FE0E}", 1), ("❤", 1), ("❤️", 2), ("✔", 1), ("✔️", 2), ("🌡", 1), ("🌡️", 2), ("☎️", 2),
    // Flags, half a flag, a flag of letters, keycaps.
    ("🇰🇷", 2), ("🇰🇷🇺🇸", 4), ("🇰", 1), ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2), ("1️⃣", 2), ("#️⃣", 2), ("1\u{20E3}", 1),
    // Characters that take no place at all.
    ("\u{200B}", 0), ("\u{FEFF}", 0), ("a\u{200D}", 1),
    // All of it together.
    ("ok ✅ 한글 🇰🇷", 13),
  ])
  func `counts a character as often as a terminal gives it a column`(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
  }

  @Test func `knows without a lookup only characters of one column`() {
    for value in (0...0x2FFF as ClosedRange<UInt32>) where DisplayWidth.isNarrow(value) {
      guard let properties = Unicode.Scalar(value)?.properties else { continue }
      #expect(![.nonspacingMark, .enclosingMark, .format, .control].contains(properties.generalCategory), "\(value)")
      #expect(!properties.isEmojiPresentation, "\(value)")
    }
  }

  @Test func `lets a text be padded, set right, cut and wrapped by columns`() {
    #expect("⚠️ 한".padded(to: 8) == "⚠️ 한   ")
    #expect("⚠️ 한".leftPadded(to: 8) == "   ⚠️ 한")
    #expect("한글".padded(to: 3) == "한글")
    #expect("가나다라".clipped(toColumns: 8) == "가나다라")
    #expect("가나다라".clipped(toColumns: 7) == "가나다…")
    #expect("가나다라".clipped(toColumns: 6) == "가나…")
    #expect("가나다 라마 🇰🇷🇰🇷".wrapped(to: 6) == ["가나다", "라마", "🇰🇷🇰🇷"])
    #expect("👩‍💻👩‍💻👩‍💻".wrapped(to: 4) == ["👩‍💻👩‍💻", "👩‍💻"])
    #expect("한글".wrapped(to: 1) == ["한", "글"])
    #expect("".wrapped(to: 5) == [""])
    // A blank with an accent is a character of its own, and no place to break at.
    #expect("a \u{301}b c".wrapped(to: 4) == ["a \u{301}b", "c"])
    #expect("a \u{301}b".wrapped(to: 2) == ["a \u{301}", "b"])
  }
}
