// A setting of a compared program: its name, what it may be, and what it is unless a scenario says otherwise.

/// A setting of a compared program, typed, so that a program reads it as what it is.
///
///     static let frame = ProgramSetting("frame", default: .milliseconds(100), "the duration of a frame")
///     …
///     context[frame]                                  // a Duration
///
/// A program names its settings with `ComparedProgram.setting(_:)`; a scenario sets one with `with frame 50ms`.
package struct ProgramSetting<Value: Sendable>: Sendable {
  /// The setting as a scenario's reader sees it.
  package let description: SettingDescription
  private let read: @Sendable (SettingValue) -> Value?
  private let defaultValue: Value

  private init(
    _ name: String, _ meaning: String, _ form: SettingForm, _ defaultValue: Value, as value: SettingValue,
    read: @escaping @Sendable (SettingValue) -> Value?
  ) {
    description = SettingDescription(name: name, meaning: meaning, form: form, defaultValue: value)
    self.defaultValue = defaultValue
    self.read = read
  }

  /// The value that a plan gives the setting, or the setting's default.
  package func value(in plan: Plan) -> Value { value(in: plan.settings) }

  /// The value that the settings of a plan give this one, or its default: a plan is not copied for it.
  @_specialize(where Value == Int)
  func value(in settings: [String: SettingValue]) -> Value {
    settings[description.name].flatMap(read) ?? defaultValue
  }
}

extension ProgramSetting where Value == Duration {
  /// A setting that is a duration.
  package init(_ name: String, default value: Duration, _ meaning: String) {
    self.init(name, meaning, .duration, value, as: .duration(value)) {
      if case .duration(let duration) = $0 { duration } else { nil }
    }
  }
}

extension ProgramSetting where Value == Int {
  /// A setting that is a whole number within a range.
  package init(_ name: String, default value: Int, in range: ClosedRange<Int>, _ meaning: String) {
    self.init(name, meaning, .number(range), value, as: .number(value)) {
      if case .number(let number) = $0 { number } else { nil }
    }
  }
}

extension ProgramSetting where Value == String {
  /// A setting that is any text.
  package init(_ name: String, default value: String, _ meaning: String) {
    self.init(name, meaning, .text, value, as: .text(value)) {
      if case .text(let text) = $0 { text } else { nil }
    }
  }
}

extension ProgramSetting where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// A setting that is one of some words.
  package init(_ name: String, default value: Value, _ meaning: String) {
    self.init(name, meaning, .word(Value.allCases.map(\.rawValue)), value, as: .word(value.rawValue)) {
      if case .word(let word) = $0 { Value(rawValue: word) } else { nil }
    }
  }
}
