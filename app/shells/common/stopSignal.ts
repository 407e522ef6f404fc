/** Ctrl+C reaches every process of the terminal, and those that start others hand it on: one key press, two signals. */
const SAME_PRESS_MS = 1000;

/**
 * Aborts when the process is asked to stop: by Ctrl+C, by a signal, or because the process that started it with a
 * channel is gone. A second Ctrl+C ends at once, for whoever cannot wait.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let firstAtMs = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!controller.signal.aborted) firstAtMs = Date.now();
      else if (signal === "SIGINT" && Date.now() - firstAtMs > SAME_PRESS_MS) process.exit(130);
      controller.abort();
    });
  }
  process.once("disconnect", () => controller.abort());
  return controller.signal;
}
