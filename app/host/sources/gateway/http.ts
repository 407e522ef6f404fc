import { ProblemError } from "#domain/problems.ts";

/** An answer of a device, with its body as far as it is of use. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Undefined where the body is not JSON. */
  readonly json: unknown;
}

/** Descriptions are below 4 kB; whatever sends more than this is something else. */
const MAX_BODY_BYTES = 1 << 16;
/** Small devices serve one connection at a time: do not keep it. */
const HEADERS = { connection: "close" };

/** A server that is asked: where it is, and the token that it wants, if any. */
export class HttpPlace {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;

  /** `base`: `http://host:port` */
  constructor(base: string, token: string | null = null) {
    this.#base = base;
    this.#headers = token === null ? HEADERS : { ...HEADERS, authorization: `Bearer ${token}` };
  }

  /** `host:port` */
  get name(): string {
    return this.#base.replace(/^http:\/\//, "");
  }

  /**
   * One short exchange.
   * @throws ProblemError device.unreachable where no whole answer came within `limitMs`; the signal's reason
   */
  async ask(
    path: string,
    limitMs: number,
    signal: AbortSignal,
    post?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const within = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    try {
      const response = await fetch(this.#base + path, {
        signal: within,
        redirect: "error",
        headers: post ? { ...this.#headers, "content-type": "application/json" } : this.#headers,
        ...(post ? { method: "POST", body: JSON.stringify(post) } : {}),
      });
      const text = await readText(response);
      return { status: response.status, text, json: parseJson(text) };
    } catch (error) {
      signal.throwIfAborted();
      throw unreachable(this.name, error);
    }
  }

  /**
   * Opens a stream that goes on until somebody ends it. `limitMs` null waits as long as it takes: a server may answer with
   * its first bytes only.
   * @throws ProblemError device.unreachable, device.refused; the signal's reason
   */
  async openStream(path: string, limitMs: number | null, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const headers = new AbortController();
    const giveUp = () => headers.abort(new DOMException("no answer", "TimeoutError"));
    const timer = limitMs === null ? undefined : setTimeout(giveUp, limitMs);
    try {
      const response = await fetch(this.#base + path, {
        signal: AbortSignal.any([signal, headers.signal]),
        redirect: "error",
        headers: this.#headers,
      });
      const type = response.headers.get("content-type") ?? "";
      if (response.status !== 200 || response.body === null || /^text\/|json/.test(type)) {
        const reason = reasonOf(response.status, await readText(response));
        throw new ProblemError("device.refused", { device: this.name, reason });
      }
      return response.body;
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof ProblemError ? error : unreachable(this.name, error);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What the gateway says in its errors: a text, or a list of texts (streaming.md 8.2). */
export function reasonOf(status: number, text: string): string {
  const json = parseJson(text);
  const detail = typeof json === "object" && json !== null && "detail" in json ? json.detail : null;
  const said = [detail].flat().find((part) => typeof part === "string" && part !== "");
  return said === undefined ? `HTTP ${status}` : String(said).slice(0, 120);
}

function unreachable(address: string, error: unknown): ProblemError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const named = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : null;
  const late = cause instanceof Error && cause.name === "TimeoutError";
  const message = late ? "ETIMEDOUT" : (named ?? (cause instanceof Error ? cause.message : String(cause)));
  return new ProblemError("device.unreachable", { address, message }, { cause: error });
}

/** The body up to the limit. A body without end (a device that streams where it should describe) is cut there. */
async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; reader && bytes < MAX_BODY_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) return text;
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
