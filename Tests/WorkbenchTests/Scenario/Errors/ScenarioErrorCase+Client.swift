// What is said of wrong statements about a client: the whole messages.

extension ScenarioErrorCase {
  static let client: [ScenarioErrorCase] = [
    ScenarioErrorCase(
      "a client without a deed", behindHead: "client at 10ms",
      says: #"""
        f.scenario:3:8: error: found 'at' where 'sends', 'closes', 'leaves' or 'reads' was expected
          client at 10ms
                 ^
        help: write client sends "TEXT" at DURATION [in chunks of NUMBER [every DURATION]]
        help: write client sends bytes "HEX" at DURATION [in chunks of NUMBER [every DURATION]]
        help: write client closes at DURATION
        help: write client leaves at DURATION
        help: write client reads NUMBER bytes every DURATION
        """#),
    ScenarioErrorCase(
      "a misspelt deed of a client", behindHead: "client send \"x\" at 1ms",
      says: #"""
        f.scenario:3:8: error: found 'send' where 'sends', 'closes', 'leaves' or 'reads' was expected
          client send "x" at 1ms
                 ^
        help: did you mean 'sends'?
        """#),
    ScenarioErrorCase(
      "a text of a client without quotes", behindHead: "client sends hello at 1ms",
      says: #"""
        f.scenario:3:14: error: found 'hello' where what is sent in quotes was expected
          client sends hello at 1ms
                       ^
        help: write "hello"
        """#),
    ScenarioErrorCase(
      "a client that sends at no time", behindHead: "client sends \"x\"",
      says: #"""
        f.scenario:3:17: error: 'client' ends where 'at' should follow
          client sends "x"
                          ^
        help: write client sends "TEXT" at DURATION [in chunks of NUMBER [every DURATION]]
        help: write client sends bytes "HEX" at DURATION [in chunks of NUMBER [every DURATION]]
        """#),
    ScenarioErrorCase(
      "a byte of three digits", behindHead: "client sends bytes \"ff 0d0\" at 1ms",
      says: #"""
        f.scenario:3:20: error: '0d0' is not a byte
          client sends bytes "ff 0d0" at 1ms
                             ^
        help: write two hexadecimal digits a byte and a blank between bytes, as in "ff f4"
        """#),
    ScenarioErrorCase(
      "a byte with a sign", behindHead: "client sends bytes \"+f\" at 1ms",
      says: #"""
        f.scenario:3:20: error: '+f' is not a byte
          client sends bytes "+f" at 1ms
                             ^
        help: write two hexadecimal digits a byte and a blank between bytes, as in "ff f4"
        """#),
    ScenarioErrorCase(
      "bytes without quotes", behindHead: "client sends bytes ff at 1ms",
      says: #"""
        f.scenario:3:20: error: found 'ff' where hexadecimal bytes in quotes was expected
          client sends bytes ff at 1ms
                             ^
        help: write "ff"
        """#),
    ScenarioErrorCase(
      "chunks of nothing", behindHead: "client sends \"x\" at 1ms in chunks of 0",
      says: #"""
        f.scenario:3:38: error: a number of bytes is 0, and must be from 1 to 1000000
          client sends "x" at 1ms in chunks of 0
                                               ^
        """#),
    ScenarioErrorCase(
      "chunks without a number", behindHead: "client sends \"x\" at 1ms in chunks",
      says: #"""
        f.scenario:3:34: error: 'client' ends where 'of' should follow
          client sends "x" at 1ms in chunks
                                           ^
        help: write client sends "TEXT" at DURATION [in chunks of NUMBER [every DURATION]]
        help: write client sends bytes "HEX" at DURATION [in chunks of NUMBER [every DURATION]]
        """#),
    ScenarioErrorCase(
      "a client that reads at no pace", behindHead: "client reads 10 bytes",
      says: #"""
        f.scenario:3:22: error: 'client' ends where 'every' should follow
          client reads 10 bytes
                               ^
        help: write client reads NUMBER bytes every DURATION
        """#),
    ScenarioErrorCase(
      "a client that reads at two paces", behindHead: "client reads 1 bytes every 1ms\nclient reads 2 bytes every 2ms",
      says: #"""
        f.scenario:4:8: error: 'client reads' occurs twice; the first is on line 3
          client reads 2 bytes every 2ms
                 ^
        help: keep one of them
        """#),
    ScenarioErrorCase(
      "a client that goes back in time", behindHead: "client sends \"x\" at 20ms\nclient sends \"y\" at 10ms",
      says: #"""
        f.scenario:4:21: error: this is before what the client does on the line above
          client sends "y" at 10ms
                              ^
        help: put the client's lines in the order of their times
        """#),
    ScenarioErrorCase(
      "a client that sends when it has closed its side", behindHead: "client closes at 1ms\nclient sends \"x\" at 2ms",
      says: #"""
        f.scenario:4:8: error: the client has closed its side before this
          client sends "x" at 2ms
                 ^
        help: put this line in front of the one that ends the client
        """#),
    ScenarioErrorCase(
      "a client that closes its side twice", behindHead: "client closes at 1ms\nclient closes at 2ms",
      says: #"""
        f.scenario:4:8: error: the client has closed its side before this
          client closes at 2ms
                 ^
        help: put this line in front of the one that ends the client
        """#),
    ScenarioErrorCase(
      "a client that does something when it has left", behindHead: "client leaves at 1ms\nclient closes at 2ms",
      says: #"""
        f.scenario:4:8: error: the client has left before this
          client closes at 2ms
                 ^
        help: put this line in front of the one that ends the client
        """#),
  ]
}
