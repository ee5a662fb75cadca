// The driver of a loop: it makes the loop's choices one by one, with the record of the run so far.

/// Makes the choices of one run, with the record of the run available.
///
/// Called on the thread that runs the loop, between its events.
package protocol ScheduleDriver: AnyObject {
  /// Which of the ready events runs next; also asked where only one is ready.
  ///
  /// - Parameters:
  ///   - ready: The ready events, as indices into `record.events`, in first-in first-out order; never empty.
  ///   - record: The run so far; its last step, if any, has just ended.
  /// - Returns: An index into `ready`.
  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int

  /// The option of any other choice; nil for the default.
  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int?

  /// Whether the run ends before the event that `next` has just picked; false unless a driver says otherwise.
  var endsRun: Bool { get }
}

extension ScheduleDriver {
  /// A driver lets a run go to its end.
  package var endsRun: Bool { false }
}
