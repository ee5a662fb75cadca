// A schedule without what no executor does: letting an event wait while others run without end.

import EventLoops

/// Another driver's choices, as far as they are fair; see `ScheduleRecord.longestOvertaking`.
///
/// After Musuvathi and Qadeer, "Fair Stateless Model Checking" (PLDI 2008), with chains of events in the place of threads that
/// yield: a callback that posts itself has no yields.
final class FairScheduler: ScheduleDriver {
  private let driver: any ScheduleDriver

  init(_ driver: any ScheduleDriver) {
    self.driver = driver
  }

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
    let picked = driver.next(among: ready, in: record)
    let place = ready.startIndex + picked
    guard ready.indices.contains(place), record.isUnfair(ready[place], among: ready) else { return picked }
    let places = ready.indices.filter { !record.isUnfair(ready[$0], among: ready) }
    let fair = places.map { ready[$0] }
    let index = driver.next(among: fair[...], in: record)
    return (places.indices.contains(index) ? places[index] : places.first ?? place) - ready.startIndex
  }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? {
    driver.pick(kind, among: options, for: key)
  }

  var endsRun: Bool { driver.endsRun }
}
