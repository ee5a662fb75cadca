// The commands of `braid`, in the order in which the help lists them.

/// The table that the whole command line is made from.
enum CommandTable {
  /// Every command: one line each.
  static let all: [CommandDescription] = [
    RunCommand.description,
    ListCommand.description,
    ShowCommand.description,
    StepCommand.description,
    LabCommand.description,
    ProgramsCommand.description,
    SpinnerCommand.description,
    FlagsCommand.description,
    CharfinderCommand.description,
    BugsCommand.description,
    ExploreCommand.description,
    SweepCommand.description,
    ReplayCommand.description,
    MigrateCommand.description,
    QuizCommand.description,
    ExercisesCommand.description,
    DiagramCommand.description,
    SiteCommand.description,
    NotesCommand.description,
    BenchCommand.description,
    FuzzCommand.description,
    HelpCommand.description,
    CompletionsCommand.description,
  ]

  /// The options that every command has.
  static let globalOptions = [
    GlobalOption.help, GlobalOption.version, GlobalOption.color, GlobalOption.noColor, GlobalOption.ascii,
  ]
}

/// The options that every command has, before the command's name or after it.
enum GlobalOption {
  static let help = OptionDescription(name: "help", letter: "h", summary: "show this help and stop")
  static let version = OptionDescription(name: "version", summary: "show the version and stop")
  static let color = OptionDescription(
    name: "color", value: ("when", .word(ColorMode.allCases.map(\.rawValue))), summary: "use colour")
  static let noColor = OptionDescription(name: "no-color", summary: "the same as '--color never'")
  static let ascii = OptionDescription(name: "ascii", summary: "draw with ASCII characters only")
}
