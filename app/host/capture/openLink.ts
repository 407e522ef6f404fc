import type { DeviceIdentity } from "#domain/captures.ts";
import { ProblemError } from "#domain/problems.ts";
import type { DeviceLink, SampleSource } from "../sources/source.ts";

/** The slowest source tries three baud rates, each with a recovery. */
const CONNECT_MS = 25_000;

/**
 * Connects within a limit. `signal`: of whoever asked; `closing`: of the session that wants the link.
 * @throws ProblemError as the source does, device.noAnswer where it took too long, device.calledOff where the session closed
 */
export async function openLink(
  source: SampleSource,
  { id, name: device }: DeviceIdentity,
  signal: AbortSignal,
  closing: AbortSignal,
): Promise<DeviceLink> {
  const tooLong = AbortSignal.timeout(CONNECT_MS);
  try {
    return await source.connect(id, AbortSignal.any([signal, closing, tooLong]));
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    if (closing.aborted) throw new ProblemError("device.calledOff", { device }, { cause: error });
    if (tooLong.aborted || signal.aborted) throw new ProblemError("device.noAnswer", { device }, { cause: error });
    throw error;
  }
}
