/** Waits; false when the signal came first. */
export function pause(ms: number, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const done = (whole: boolean) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      resolve(whole);
    };
    const onAbort = () => done(false);
    const timer = setTimeout(done, ms, true);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

/** What a promise brings, or `otherwise` when that takes longer than this. */
export function inTime<T, U>(promise: Promise<T>, atMostMs: number, otherwise: U): Promise<T | U> {
  const timeUp = new AbortController();
  const late = pause(atMostMs, timeUp.signal).then(() => otherwise);
  return Promise.race([promise, late]).finally(() => timeUp.abort());
}

/** Waits for a promise, but not longer than this; a rejection ends the wait as well. True when it settled in time. */
export function settled(promise: Promise<unknown>, atMostMs: number): Promise<boolean> {
  const whole = promise.then(
    () => true,
    () => true,
  );
  return inTime(whole, atMostMs, false);
}
