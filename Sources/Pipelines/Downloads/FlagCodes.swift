// The two-letter codes of the flags that can be downloaded.

/// Which flags there are: country codes by ISO 3166, as far as *Fluent Python*'s flag server has them.
package enum FlagCodes {
  /// The twenty most populous countries, the most populous first.
  package static let mostPopulous = words("CN IN US ID BR PK NG BD RU JP MX PH VN ET EG DE IR TR CD FR")

  /// The 194 countries that have a flag on the server, in order.
  package static let all = words(
    """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO
    CR CU CV CY CZ DE DJ DK DM DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE
    IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML
    MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD
    SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS
    YE ZA ZM ZW
    """)

  /// All 676 pairs of letters, in order. Most of them are not assigned to a country.
  package static let everyPair = letters.flatMap { pairs(beginningWith: $0) }

  /// The 26 pairs of letters that begin with one letter, in order.
  package static func pairs(beginningWith letter: Character) -> [String] {
    letters.map { "\(letter)\($0)" }
  }

  /// The codes in a text, each once, in order.
  static func codes(in text: String) -> [String] {
    Set(words(text)).sorted()
  }

  /// Names for made-up items, in order, for as many downloads as one likes.
  static func items(_ count: Int) -> [String] {
    let columns = String(count).utf8.count
    return (0..<count).map { number in
      var digits = String(number + 1)
      while digits.utf8.count < columns { digits = "0" + digits }
      return "item-" + digits
    }
  }

  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map { String($0) }
  }
}
