// Plans that differ from another one in the settings of the program or in its client.

extension Plan {
  /// The plan with settings of the program and the script of its client.
  ///
  /// - Parameters:
  ///   - settings: The settings; nil keeps those of the plan.
  ///   - client: The client's script; nil keeps that of the plan.
  package func with(settings: [String: SettingValue]? = nil, client: ClientScript? = nil) -> Plan {
    var plan = self
    if let settings { plan.settings = settings }
    if let client { plan.client = client }
    return plan
  }
}
