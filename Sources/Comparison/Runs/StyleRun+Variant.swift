// The same run under another name, where several runs of one version are shown side by side.

extension StyleRun {
  /// The run with a variant of this name.
  package func named(_ variant: String) -> StyleRun {
    StyleRun(
      style: style, variant: variant, pipelines: pipelines, events: events, report: report,
      waitCycle: waitCycle, reached: reached, evidence: evidence)
  }
}
