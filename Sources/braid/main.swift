// The program: runs the command line of this process and ends with its exit code.

import CommandLineInterface

let code = CommandLineInterface.run(
  arguments: Array(CommandLine.arguments.dropFirst()), console: .ofProcess())
CommandLineInterface.endProcess(with: code)
