import { ProblemError } from "#domain/problems.ts";
import { readConfig, type SsiConfig } from "../ssi/config.ts";
import { type Line, LineReader } from "../ssi/lines.ts";
import { readSelfTest } from "../ssi/results.ts";
import type { BytePort } from "./port.ts";
import type { Chunk, PortReader } from "./portReader.ts";
import { StreamStart } from "./streamStart.ts";

/** How long each step may take, in milliseconds. The figures are streaming.md 2.2 and 14.2. */
export interface HandshakeTiming {
  /** Listening before anything is sent: an idle device says its description every 0.5 to 1 s. */
  readonly passiveMs: number;
  /** After `disconnect`: a device may block for 1 s, and its first line is spoilt by the stream's tail. */
  readonly recoverMs: number;
  /** Listening at each further baud rate, before and after `disconnect`. */
  readonly otherRateMs: number;
  /** From `connect` to the first data: up to 1 s of a firmware's delay plus 1 s of its read. */
  readonly connectMs: number;
  /** From `disconnect` to silence or a description. */
  readonly disconnectMs: number;
  /** This long without a byte is silence. */
  readonly quietMs: number;
  readonly writeMs: number;
  /** After a result: a glove that also has a description says it once a second. */
  readonly describeMs: number;
  /** For a self-test: a dozen segments, at most some 100 ms each. */
  readonly selfTestMs: number;
}

export const TIMING: HandshakeTiming = {
  passiveMs: 2500,
  recoverMs: 3000,
  otherRateMs: 1600,
  connectMs: 4000,
  disconnectMs: 2000,
  quietMs: 400,
  writeMs: 1000,
  describeMs: 1500,
  selfTestMs: 5000,
};

/** The rates of known capture firmware, commonest first (streaming.md 2.1). Native USB ignores them. */
export const BAUD_RATES = [921_600, 460_800, 115_200] as const;

/** A port whose device has said what it is. The line reader holds what came after the last whole line. */
export interface IdleDevice {
  readonly config: SsiConfig;
  readonly lines: LineReader;
}

/** A port whose device sends results and never described itself: it recognises, and has no samples to give. */
export interface RecognisingDevice {
  readonly config: null;
}

/**
 * Listens until the device says what it is, at each baud rate in turn. Where nothing can be understood it may still be
 * streaming for an earlier host: then it is asked to stop, once a rate. The port is open at the first rate.
 * @throws ProblemError device.silent, device.garbage, device.notSsi, device.badConfig, device.incompleteConfig
 * @throws the signal's reason; PortGone
 */
export async function probe(
  port: BytePort,
  reader: PortReader,
  path: string,
  timing: HandshakeTiming,
  signal: AbortSignal,
): Promise<IdleDevice | RecognisingDevice> {
  const heard = new Heard(path);
  for (const [i, baud] of BAUD_RATES.entries()) {
    // A port that cannot do a rate is heard at the one before.
    if (i > 0) await port.setBaud(baud).catch(() => {});
    const lines = new LineReader();
    for (const afterDisconnect of [false, true]) {
      if (afterDisconnect) await send(port, "disconnect", timing);
      const ms = i > 0 ? timing.otherRateMs : afterDisconnect ? timing.recoverMs : timing.passiveMs;
      const config = await listen(reader, lines, ms, timing.describeMs, signal, heard);
      if (config) return { config, lines };
      if (heard.results) return { config: null };
    }
  }
  throw heard.problem();
}

async function listen(
  reader: PortReader,
  lines: LineReader,
  ms: number,
  describeMs: number,
  signal: AbortSignal,
  heard: Heard,
): Promise<SsiConfig | null> {
  let end = performance.now() + ms;
  for (;;) {
    const chunk = await reader.next(end - performance.now(), signal);
    signal.throwIfAborted();
    if (chunk === null) return null;
    const spoken = lines.push(chunk.bytes);
    const config = spoken.findLast((line) => line.kind === "config");
    if (config) return readConfig(config.json);
    const first = !heard.results;
    heard.add(chunk.bytes.length, spoken);
    if (first && heard.results) end = performance.now() + describeMs;
  }
}

/** What came from a port where no description came, and what that means. */
class Heard {
  readonly #path: string;
  #bytes = 0;
  #textBytes = 0;
  #text = "";
  /** Results came: recognition firmware. */
  results = false;

  constructor(path: string) {
    this.#path = path;
  }

  add(bytes: number, lines: readonly Line[]): void {
    this.#bytes += bytes;
    for (const line of lines) {
      if (line.kind === "recognition") this.results = true;
      if (line.kind !== "text") continue;
      this.#text ||= line.text;
      this.#textBytes += line.text.length;
    }
  }

  problem(): ProblemError {
    // Bytes without meaning hold short readable stretches by chance.
    if (this.#textBytes > this.#bytes / 2) {
      return new ProblemError("device.notSsi", { device: this.#path, text: this.#text.slice(0, 80) });
    }
    const code = this.#bytes > 0 ? "device.garbage" : "device.silent";
    return new ProblemError(code, { port: this.#path, rates: BAUD_RATES.join(", ") });
  }
}

/** What makes a glove send: samples, or samples and beside them what it recognises in them (firmware/PROTOCOL.md 3). */
export type StartWord = "connect" | "check";

/**
 * Sends the word, once, and waits for the first data. `rest` is what the port gave after the last whole line.
 * @returns the first bytes of data, or null when the signal aborted first
 * @throws ProblemError device.notStarting (it goes on advertising), device.noData; PortGone
 */
export async function startStream(
  word: StartWord,
  port: BytePort,
  reader: PortReader,
  rest: Uint8Array,
  path: string,
  timing: HandshakeTiming,
  signal: AbortSignal,
): Promise<Chunk | null> {
  await send(port, word, timing);
  const start = new StreamStart();
  start.push(rest);
  const end = performance.now() + timing.connectMs;
  for (;;) {
    const chunk = await reader.next(end - performance.now(), signal);
    if (signal.aborted) return null;
    if (chunk === null) {
      throw new ProblemError(start.linesSeen > 0 ? "device.notStarting" : "device.noData", { device: path });
    }
    const data = start.push(chunk.bytes);
    if (data) return { ...chunk, bytes: data };
  }
}

/**
 * Lets recognition firmware of ours test itself.
 * @throws ProblemError device.silent where no answer comes; the signal's reason; PortGone
 */
export async function selfTest(
  port: BytePort,
  reader: PortReader,
  path: string,
  timing: HandshakeTiming,
  signal: AbortSignal,
): Promise<"passed" | "failed"> {
  const lines = new LineReader();
  await send(port, "selftest", timing);
  const end = performance.now() + timing.selfTestMs;
  for (;;) {
    const chunk = await reader.next(end - performance.now(), signal);
    signal.throwIfAborted();
    if (chunk === null) throw new ProblemError("device.silent", { port: path, rates: BAUD_RATES.join(", ") });
    for (const line of lines.push(chunk.bytes)) {
      const outcome = line.kind === "recognition" ? readSelfTest(line.json) : null;
      if (outcome !== null) return outcome;
    }
  }
}

/**
 * Sends `disconnect`, once, and waits until the device is silent or says its description again. Never throws.
 * @param describes silence is not enough: it may be busy, not have heard, and send old rows behind the next command
 */
export async function stopStream(
  port: BytePort,
  reader: PortReader,
  timing: HandshakeTiming,
  describes = false,
): Promise<LineReader> {
  const lines = new LineReader();
  const never = new AbortController().signal;
  try {
    await send(port, "disconnect", timing);
    const end = performance.now() + timing.disconnectMs;
    for (;;) {
      const left = end - performance.now();
      const chunk = await reader.next(describes ? left : Math.min(timing.quietMs, left), never);
      if (chunk === null || lines.push(chunk.bytes).some((line) => line.kind === "config")) return lines;
    }
  } catch {
    // The device is gone: then it is not streaming either.
    return lines;
  }
}

/** The bare word, without a line end: the stock firmware compares for equality (streaming.md T4). */
async function send(
  port: BytePort,
  word: StartWord | "disconnect" | "selftest",
  timing: HandshakeTiming,
): Promise<void> {
  // A device that takes nothing will show it by not doing what it was told.
  const { promise: patience, resolve: giveUp } = Promise.withResolvers<void>();
  const timer = setTimeout(giveUp, timing.writeMs);
  const writing = port.write(new TextEncoder().encode(word));
  try {
    await Promise.race([writing, patience]);
  } finally {
    clearTimeout(timer);
    writing.catch(() => {});
  }
}
