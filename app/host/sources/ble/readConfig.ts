import { setTimeout as sleep } from "node:timers/promises";
import { ProblemError } from "#domain/problems.ts";
import { readConfig, type SsiConfig } from "../ssi/config.ts";
import type { BlePeer } from "./radio.ts";
import { SSI } from "./uuids.ts";

export interface ConfigTiming {
  /** After it was switched on a glove advertises for a second or more before it can say what it is (streaming.md T7). */
  readonly readyMs: number;
  readonly askAgainMs: number;
}

export const CONFIG_TIMING: ConfigTiming = { readyMs: 5_000, askAgainMs: 300 };

/**
 * The description that a glove gives over GATT: JSON, padded with NUL, empty at first.
 * @throws ProblemError ble.noConfig, device.notSsi, device.badConfig, device.incompleteConfig; as BlePeer.read
 */
export async function readBleConfig(
  peer: BlePeer,
  device: string,
  { readyMs, askAgainMs }: ConfigTiming,
  signal: AbortSignal,
): Promise<SsiConfig> {
  const end = performance.now() + readyMs;
  for (;;) {
    const text = textOf(await peer.read(SSI.config));
    signal.throwIfAborted();
    if (text !== "") return readConfig(parse(text, device));
    if (performance.now() > end) throw new ProblemError("ble.noConfig", { device });
    await sleep(askAgainMs, undefined, { signal });
  }
}

function textOf(value: Uint8Array): string {
  const end = value.indexOf(0);
  return new TextDecoder().decode(end < 0 ? value : value.subarray(0, end)).trim();
}

function parse(text: string, device: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProblemError("device.notSsi", { device, text: text.slice(0, 80) }, { cause: error });
  }
}
