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

/** Waits for a promise, but not longer than this; a rejection ends the wait as well. True when it settled in time. */
export function settled(promise: Promise<unknown>, atMostMs: number): Promise<boolean> {
  const timeUp = new AbortController();
  const whole = promise.then(
    () => true,
    () => true,
  );
  return Promise.race([whole, pause(atMostMs, timeUp.signal).then(() => false)]).finally(() => timeUp.abort());
}
