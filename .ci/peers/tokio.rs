// Pipelines of three calls on tokio's current-thread runtime with paused time: the counterpart of `braid bench pipeline-…-async`.
//
// usage: tokio-peer IN-FLIGHT [varied]     prints nanoseconds of processor time a pipeline
// `.ci/peers/compare braid tokio --tokio FOLDER` builds it, with FOLDER a checkout of tokio; a checkout of pin-project-lite beside
// it is used, and otherwise downloaded. To build it by hand, in a folder with this file as src/main.rs:
//
//   [package]
//   name = "tokio-peer"
//   version = "0.0.0"
//   edition = "2021"
//   [dependencies]
//   tokio = { path = "FOLDER/tokio", features = ["rt", "time", "test-util"] }
//   [profile.release]
//   lto = true
//   codegen-units = 1
//
//   cargo build --release

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

static DONE: AtomicUsize = AtomicUsize::new(0);

#[repr(C)]
struct TimeSpec {
    seconds: i64,
    nanoseconds: i64,
}

extern "C" {
    fn clock_gettime(clock: i32, time: *mut TimeSpec) -> i32;
}

fn processor_nanoseconds() -> f64 {
    const CLOCK_PROCESS_CPUTIME_ID: i32 = 2;
    let mut time = TimeSpec { seconds: 0, nanoseconds: 0 };
    // The pointer is to a value of the layout that the call fills.
    unsafe { clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    time.seconds as f64 * 1e9 + time.nanoseconds as f64
}

fn latency(milliseconds: usize, request: usize) -> Duration {
    let place = match milliseconds {
        30 => 1,
        20 => 13,
        _ => 169,
    };
    Duration::from_millis((milliseconds + request / place % 13) as u64)
}

async fn call(milliseconds: usize, request: usize) -> usize {
    tokio::time::sleep(latency(milliseconds, request)).await;
    request + 1
}

async fn pipeline(request: usize) {
    let request2 = call(30, request).await;
    let request3 = call(20, request2).await;
    call(10, request3).await;
    DONE.fetch_add(1, Relaxed);
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let in_flight: usize = words.get(1).and_then(|word| word.parse().ok()).expect("usage: tokio-peer IN-FLIGHT [varied]");
    let is_varied = words.len() > 2;
    // As many batches as `braid bench` makes, on one runtime.
    let batches = std::cmp::max(1, 50_000 / in_flight);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let begin = processor_nanoseconds();
    for batch in 1..=batches {
        runtime.block_on(async {
            for number in 0..in_flight {
                tokio::spawn(pipeline(if is_varied { number } else { 0 }));
            }
            // By then the last pipeline is over.
            tokio::time::sleep(Duration::from_millis(200)).await;
        });
        assert_eq!(DONE.load(Relaxed), in_flight * batch);
    }
    println!("{:.1}", (processor_nanoseconds() - begin) / (in_flight * batches) as f64);
}
