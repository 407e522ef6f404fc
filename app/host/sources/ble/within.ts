import { ProblemError } from "#domain/problems.ts";

export interface Bounds {
  /** What is done, for the error: `connect`, `read`. */
  readonly doing: string;
  readonly limitMs: number;
  /** The link that it needs. */
  readonly lost?: Promise<string>;
  readonly signal?: AbortSignal;
}

/**
 * The answer of a library that may never give one: calls on a link that is gone hang, and so does connecting to what left.
 * @throws ProblemError ble.noAnswer after the limit, ble.linkLost once the link is gone; the signal's reason; what the work throws
 */
export async function within<T>(work: Promise<T>, { doing, limitMs, lost, signal }: Bounds): Promise<T> {
  signal?.throwIfAborted();
  const end = Promise.withResolvers<never>();
  // Nobody may be waiting any more when these come.
  end.promise.catch(() => {});
  work.catch(() => {});
  const timer = setTimeout(
    () => end.reject(new ProblemError("ble.noAnswer", { doing, seconds: limitMs / 1000 })),
    limitMs,
  );
  const onAbort = () => end.reject(signal!.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  void lost?.then((reason) => end.reject(new ProblemError("ble.linkLost", { reason })));
  try {
    return await Promise.race([work, end.promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}
