import type { GloveAnswer } from "#domain/deploy/flash.ts";
import { ProblemError } from "#domain/problems.ts";
import { pause } from "../../capture/waiting.ts";
import { portId } from "../../sources/serial/ports.ts";
import type { DeviceLink, SampleSource } from "../../sources/source.ts";
import { type Flashing, locate, rest } from "./flashing.ts";

/** What was written, and must answer now. */
export interface Expected {
  /** What the image says of itself; null for a stranger's, which need not speak our language. */
  readonly firmware: string | null;
  readonly packHash: string | null;
}

/** From the first row on the rate is measured; a glove may need so long for that first row. */
const FIRST_ROW_MS = 6000;
/** A glove that has just started is not ready for its first host. */
const NOT_YET = new Set(["device.notFound", "device.busy", "device.noAccess", "device.openFailed", "device.silent"]);

/**
 * Asks the glove that came back who it is, lets it test itself and stream for two seconds.
 * @throws ProblemError flash.notBack, flash.otherFirmware, flash.otherPack, flash.selfTestFailed, flash.noSamples; those of
 *         the serial source; job.cancelled
 */
export async function checkGlove(
  flashing: Flashing,
  source: Pick<SampleSource, "connect">,
  expected: Expected,
): Promise<GloveAnswer> {
  const { tell, signal, log, timing } = flashing;
  tell("check", "running", { doneShare: 0 });
  const link = await connectWhenBack(flashing, source, expected);
  if (link === null) return { firmware: null, packHash: null, selfTest: "absent", samples: 0, rateHz: null };
  try {
    const { firmware = null, pack = null } = link.firmware ?? {};
    log(`the glove says: ${firmware ?? "no firmware"}, pack ${pack?.hash ?? "none"}`);
    if (firmware !== expected.firmware && expected.firmware !== null) {
      throw new ProblemError("flash.otherFirmware", { says: firmware ?? "?", expected: expected.firmware });
    }
    if (expected.packHash !== null && pack?.hash !== expected.packHash) throw new ProblemError("flash.otherPack");
    tell("check", "running", { doneShare: 0.3 });
    const selfTest = (await link.selfTest?.(signal)) ?? link.firmware?.selfTest ?? "absent";
    log(`self-test: ${selfTest}`);
    if (expected.packHash !== null && selfTest !== "passed") throw new ProblemError("flash.selfTestFailed");
    tell("check", "running", { doneShare: 0.5 });
    const heard = await stream(link, timing.streamMs, signal);
    log(`${heard.samples} samples, ${heard.rateHz?.toFixed(1) ?? "?"} Hz`);
    if (heard.samples === 0 && expected.firmware !== null) throw new ProblemError("flash.noSamples");
    return { firmware, packHash: pack?.hash ?? null, selfTest, ...heard };
  } finally {
    await link.close();
  }
}

/** Null for a stranger's firmware that does not speak. */
async function connectWhenBack(flashing: Flashing, source: Pick<SampleSource, "connect">, expected: Expected) {
  const { tell, signal, log, timing } = flashing;
  const startMs = performance.now();
  let last: ProblemError | null = null;
  for (;;) {
    const at = await locate(flashing);
    if (at?.mode === "sketch") {
      try {
        return await source.connect(portId(at.port), signal);
      } catch (error) {
        if (signal.aborted) throw new ProblemError("job.cancelled", {}, { cause: error });
        if (!(error instanceof ProblemError)) throw error;
        log(`connecting: ${error.problem.code}`);
        if (expected.firmware === null && !NOT_YET.has(error.problem.code)) return null;
        if (expected.firmware === null && error.problem.code === "device.silent") return null;
        if (!NOT_YET.has(error.problem.code)) throw error;
        last = error;
      }
    }
    const waitedMs = performance.now() - startMs;
    if (waitedMs > timing.patienceMs || (at !== null && waitedMs > timing.returnMs)) {
      throw last ?? new ProblemError("flash.notBack");
    }
    if (at === null && waitedMs > timing.returnMs) tell("check", "stalled", { hint: "plugIn" });
    await rest(flashing, timing.pollMs);
  }
}

async function stream(link: DeviceLink, ms: number, signal: AbortSignal) {
  const stop = new AbortController();
  const columns = link.formats[0]?.channels.length ?? 1;
  let samples = 0;
  let firstUs = 0;
  let lastUs = 0;
  let firstRows = 0;
  const begun = Promise.withResolvers<void>();
  const receiver = {
    onPacket(packet: { readonly rows: ArrayLike<number>; readonly stream: number; readonly hostTimeUs: number }) {
      if (packet.stream !== 0) return;
      const rows = packet.rows.length / columns;
      if (samples === 0) {
        firstUs = packet.hostTimeUs;
        firstRows = rows;
        begun.resolve();
      }
      samples += rows;
      lastUs = packet.hostTimeUs;
    },
    onCorrupt() {},
  };
  const streaming = link.stream(receiver, AbortSignal.any([signal, stop.signal])).catch(() => {});
  await Promise.race([begun.promise, streaming, pause(FIRST_ROW_MS, signal)]);
  if (samples > 0) await pause(ms, signal);
  stop.abort();
  await streaming;
  if (signal.aborted) throw new ProblemError("job.cancelled");
  return { samples, rateHz: lastUs > firstUs ? ((samples - firstRows) * 1e6) / (lastUs - firstUs) : null };
}
