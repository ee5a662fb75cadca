// The driver of the plain order.

package import EventLoops

/// First in, first out: the plain order.
package final class FIFOScheduler: ScheduleDriver {
  package init() {}
  package func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int { 0 }
  package func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? { nil }
}
