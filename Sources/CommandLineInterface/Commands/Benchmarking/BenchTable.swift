// The measurements of `braid bench` as a table for a person.

import Benchmarks
import Workbench

/// The measurements as a table.
struct BenchTable {
  private let report: BenchmarkReport

  init(_ report: BenchmarkReport) {
    self.report = report
  }

  /// A line for each measurement, and two about the machine.
  func text(_ palette: Palette) -> String {
    let head = ["case", "size", "ns", "±%", "per second", "steps", "bytes"]
    let rows = report.results.map { entry in
      [
        Self.name(of: entry), Self.grouped(entry.size),
        Self.short(entry.nanoseconds.median), Self.short(entry.nanoseconds.percent / 2),
        Self.grouped(Int(entry.perSecond)), Self.short(entry.ratio),
        entry.bytesEach.map(Self.grouped) ?? "",
        "per " + entry.unit + (entry.timesPlain.map { ", \(Self.short($0.median)) times as long as without" } ?? ""),
      ]
    }
    let machine = report.machine
    let notes = [
      "machine: a step is \(Self.short(machine.nanosecondsPerStep.median)) ns, from "
        + "\(Self.short(machine.nanosecondsPerStep.low)) to \(Self.short(machine.nanosecondsPerStep.high)); "
        + "this process had a processor \(Self.short(machine.processorPercent)) % of the time",
      "build: \(report.build), \(report.rounds) \(report.rounds == 1 ? "round" : "rounds")",
    ]
    return Self.lines(head, rows, palette) + "\n" + notes.map { $0 + "\n" }.joined()
  }

  /// The case and the variant that were measured.
  static func name(of entry: BenchmarkReport.Entry) -> String {
    [entry.name, entry.variant].compactMap { $0 }.joined(separator: " ")
  }

  /// A head and rows below it, the columns of the head aligned; further cells of a row follow as they are.
  static func lines(_ head: [String], _ rows: [[String]], _ palette: Palette) -> String {
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].displayWidth }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        guard column < widths.count else { return cell }
        return column == 0 ? cell.padded(to: widths[column]) : cell.leftPadded(to: widths[column])
      }
      return padded.joined(separator: "  ")
    }
    return ([palette.paint(line(head), .emphasis)] + rows.map(line)).map { $0 + "\n" }.joined()
  }

  /// Three digits of a number, or all in front of the point.
  static func short(_ number: Double) -> String {
    let places = number < 10 ? 100.0 : number < 100 ? 10.0 : 1.0
    let rounded = (number * places).rounded() / places
    return places == 1 || rounded >= 1_000 ? grouped(Int(rounded)) : "\(rounded)"
  }

  /// A whole number with a comma after each three digits.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (offset, digit) in String(number).reversed().enumerated() {
      if offset > 0, offset.isMultiple(of: 3), digit != "-" { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
