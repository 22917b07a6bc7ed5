/** Clocks and medians of the benchmark. */

/** Microseconds of CPU that this thread has used; wall time for engines that work on threads of their own. */
export function microsNow(clock: "cpu" | "wall"): number {
  if (clock === "wall") return performance.now() * 1_000;
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Value below which this share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** CPU microseconds of one call: the median over rounds, after one to warm up. */
export function cpuMicros(run: () => unknown, rounds: number, roundMs: number): number {
  const micros: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const end = performance.now() + roundMs;
    const began = microsNow("cpu");
    let calls = 0;
    while (performance.now() < end) {
      run();
      calls += 1;
    }
    if (round > 0) micros.push((microsNow("cpu") - began) / calls);
  }
  return median(micros);
}
