// The random numbers behind a seed: the published ones, and without bias.

import EventLoops
import Testing

@Suite("Seeded random numbers")
struct SeededGeneratorTests {
  @Test func `they are the reference values of SplitMix64`() {
    var generator = SeededGenerator(seed: 1_234_567)
    let numbers = (1...5).map { _ in generator.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test func `bounded numbers stay below their bound and reach all of it`() {
    var generator = SeededGenerator(seed: 0)
    for bound in [1, 2, 3, 6, 7, 100] {
      let numbers = (1...2_000).map { _ in generator.next(below: bound) }
      #expect(Set(numbers) == Set(0..<bound))
    }
    #expect(generator.next(below: .max) < .max)
  }

  @Test func `bounded numbers are even`() {
    var generator = SeededGenerator(seed: 42)
    var counts = [0, 0, 0]
    for _ in 1...30_000 { counts[generator.next(below: 3)] += 1 }
    #expect(counts.allSatisfy { (9_600...10_400).contains($0) })
  }

  @Test func `a bound without options stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var generator = SeededGenerator(seed: 0)
      _ = generator.next(below: 0)
    }
  }
}
