// The values of a program that are to be written by hand.

import Testing

@testable import Migration

@Suite("The holes of the comparing program") struct HarnessHolesTests {
  @Test func `are declared once each, functions for values and names for types`() {
    var holes = HarnessHoles()
    let first = holes.declaring(in: "f(<#Gauge#>, g(<#any Original.Store#>)) // <#Gauge#>")
    let second = holes.declaring(
      in: "h(<#any Original.Store#>, <#Int.Unknown#>) as Box<WrittenTypeAnyObject, WrittenTypeOuter_Store>")
    #expect(first == "f(written1(), g(written2())) // written1()")
    #expect(second == "h(written2(), written3()) as Box<WrittenTypeAnyObject, WrittenTypeOuter_Store>")
    #expect(
      holes.declarations.split(separator: "\n") == [
        "typealias WrittenTypeAnyObject = <#a class#>",
        "typealias WrittenTypeOuter_Store = <#a type that conforms to Outer.Store#>",
        "func written1() -> Gauge { <#Gauge#> }",
        "func written2() -> any Original.Store { <#any Original.Store#> }",
        "func written3() -> Int.Unknown { <#Int.Unknown#> }",
      ])
    #expect(
      HarnessHoles.filled("func written1() -> Gauge { <#Gauge#> }") == "func written1() -> Gauge { fatalError() }")
    #expect(HarnessHoles().declarations.isEmpty)
  }
}
