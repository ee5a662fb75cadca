// The program: runs the command line of this process and ends with its exit code.

import CommandLineInterface

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

let code = CommandLineInterface.run(
  arguments: Array(CommandLine.arguments.dropFirst()), console: .ofProcess())
exit(code.rawValue)
