// A setting of a program: name, meaning, form and default value.

/// The description of a setting for readers of scenarios.
package struct SettingDescription: Sendable, Hashable {
  /// The setting's name.
  package let name: String
  /// Its meaning, in a few words.
  package let meaning: String
  /// The values that it accepts.
  package let form: SettingForm
  /// Its value unless a scenario sets another one.
  package let defaultValue: SettingValue
}
