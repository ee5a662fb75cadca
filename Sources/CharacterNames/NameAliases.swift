// Further names of characters: those of the control characters, which have no other, and corrections.

/// The aliases of characters, which Unicode never takes back.
package enum NameAliases {
  /// The aliases of a character, the usual one first.
  ///
  /// Corrections of names are the standard library's. It has none of the names of control characters.
  package static func of(_ scalar: Unicode.Scalar) -> [String] {
    let known = scalar.value < 0xA0 || scalar.value == 0xFEFF ? known[scalar.value] ?? [] : []
    return scalar.properties.nameAlias.map { [$0] + known } ?? known
  }

  /// The names of the controls, and the other name of the byte order mark, from Unicode's file `NameAliases.txt`.
  private static let known: [UInt32: [String]] = {
    var known: [UInt32: [String]] = [0x7F: ["DELETE"], 0xFEFF: ["BYTE ORDER MARK"]]
    for (first, lines) in [(UInt32(0), lower), (0x80, upper)] {
      for (offset, line) in lines.split(separator: "\n").enumerated() {
        known[first + UInt32(offset)] = line.split(separator: ";").map(String.init)
      }
    }
    return known
  }()

  private static let lower = """
    NULL
    START OF HEADING
    START OF TEXT
    END OF TEXT
    END OF TRANSMISSION
    ENQUIRY
    ACKNOWLEDGE
    ALERT
    BACKSPACE
    CHARACTER TABULATION;HORIZONTAL TABULATION
    LINE FEED;NEW LINE;END OF LINE
    LINE TABULATION;VERTICAL TABULATION
    FORM FEED
    CARRIAGE RETURN
    SHIFT OUT;LOCKING-SHIFT ONE
    SHIFT IN;LOCKING-SHIFT ZERO
    DATA LINK ESCAPE
    DEVICE CONTROL ONE
    DEVICE CONTROL TWO
    DEVICE CONTROL THREE
    DEVICE CONTROL FOUR
    NEGATIVE ACKNOWLEDGE
    SYNCHRONOUS IDLE
    END OF TRANSMISSION BLOCK
    CANCEL
    END OF MEDIUM
    SUBSTITUTE
    ESCAPE
    INFORMATION SEPARATOR FOUR;FILE SEPARATOR
    INFORMATION SEPARATOR THREE;GROUP SEPARATOR
    INFORMATION SEPARATOR TWO;RECORD SEPARATOR
    INFORMATION SEPARATOR ONE;UNIT SEPARATOR
    """

  private static let upper = """
    PADDING CHARACTER
    HIGH OCTET PRESET
    BREAK PERMITTED HERE
    NO BREAK HERE
    INDEX
    NEXT LINE
    START OF SELECTED AREA
    END OF SELECTED AREA
    CHARACTER TABULATION SET;HORIZONTAL TABULATION SET
    CHARACTER TABULATION WITH JUSTIFICATION;HORIZONTAL TABULATION WITH JUSTIFICATION
    LINE TABULATION SET;VERTICAL TABULATION SET
    PARTIAL LINE FORWARD;PARTIAL LINE DOWN
    PARTIAL LINE BACKWARD;PARTIAL LINE UP
    REVERSE LINE FEED;REVERSE INDEX
    SINGLE SHIFT TWO;SINGLE-SHIFT-2
    SINGLE SHIFT THREE;SINGLE-SHIFT-3
    DEVICE CONTROL STRING
    PRIVATE USE ONE;PRIVATE USE-1
    PRIVATE USE TWO;PRIVATE USE-2
    SET TRANSMIT STATE
    CANCEL CHARACTER
    MESSAGE WAITING
    START OF GUARDED AREA;START OF PROTECTED AREA
    END OF GUARDED AREA;END OF PROTECTED AREA
    START OF STRING
    SINGLE GRAPHIC CHARACTER INTRODUCER
    SINGLE CHARACTER INTRODUCER
    CONTROL SEQUENCE INTRODUCER
    STRING TERMINATOR
    OPERATING SYSTEM COMMAND
    PRIVACY MESSAGE
    APPLICATION PROGRAM COMMAND
    """
}
