// What libFuzzer calls: each input goes to the target that FUZZ_TARGET names, and what breaks its word ends the process.

import Foundation
import Fuzzing

private let target: FuzzTarget = {
  let folder = "Scenarios/"
  let files = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
  let texts = files.compactMap { try? String(contentsOfFile: folder + $0, encoding: .utf8) }
  let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
  guard let target = FuzzCatalog.targets(scenarios: texts).first(where: { $0.name == name }) else {
    fatalError("FUZZ_TARGET has to be one of \(FuzzCatalog.names)")
  }
  return target
}()

/// Writes the good input to the folder that FUZZ_SEEDS names: without it, nothing that is well-formed is ever tried.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_: UnsafeMutablePointer<CInt>, _: UnsafeMutableRawPointer) -> CInt {
  guard let folder = ProcessInfo.processInfo.environment["FUZZ_SEEDS"] else { return 0 }
  for (number, seed) in target.seeds.enumerated() {
    _ = FileManager.default.createFile(atPath: "\(folder)/seed-\(number)", contents: Data(seed))
  }
  return 0
}

/// Tries an input. That it comes as a pointer is libFuzzer's way.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  if case .broken(let message) = target.verdict(on: input) { fatalError(message) }
  return 0
}
