/**
 * Aborts when the process is asked to stop: by Ctrl+C, by a signal, or because the process that started it with a
 * channel is gone. A second Ctrl+C ends at once, for whoever cannot wait.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted && signal === "SIGINT") process.exit(130);
      controller.abort();
    });
  }
  process.once("disconnect", () => controller.abort());
  return controller.signal;
}
