// All that is tried with damaged input.

/// The targets by name.
public enum FuzzCatalog {
  /// The names of the targets.
  public static let names = targets(scenarios: []).map(\.name)

  /// The targets.
  ///
  /// - Parameter scenarios: The texts of scenario files, from which damaged ones are made.
  public static func targets(scenarios: [String]) -> [FuzzTarget] {
    let texts = [smallest] + scenarios
    return [
      .scenario(texts), .run(texts), .token, .trace(of: texts), .http, .lab(of: texts), .httpReply, .query, .session,
      .schedules,
      .ordinary, .dispatch,
    ]
  }

  /// A scenario that is always there.
  private static let smallest = """
    title T # 1
    program three-stages
    call 1 takes 10ms..40ms fails 503 "No" twice
    call 2 at once returns "안녕"

    expect
      0ms  call 1 sent "a  b" # c
    """
}
