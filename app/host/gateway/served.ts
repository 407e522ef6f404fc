import { ProblemError } from "#domain/problems.ts";
import type { DeviceSession } from "../capture/deviceSession.ts";
import type { StreamMonitor } from "../capture/streamMonitor.ts";

/** One glove that the gateway serves: a stream of a connected device. */
export interface ServedGlove {
  readonly session: DeviceSession;
  readonly stream: StreamMonitor;
  /** Its number among the session's streams, as in Block.stream. */
  readonly index: number;
}

/**
 * The gloves of these ids in that order, or the first that is connected where none is named.
 * @throws ProblemError gateway.noSuchDevice; gateway.differ where two cannot be rows of one stream
 */
export function servedGloves(sessions: readonly DeviceSession[], deviceIds: readonly string[]): readonly ServedGlove[] {
  const all = sessions.flatMap((session) => session.streams.map((stream, index) => ({ session, stream, index })));
  if (deviceIds.length === 0) return all.slice(0, 1);
  const served = deviceIds.map((id) => {
    const glove = all.find(({ stream }) => stream.device.id === id);
    if (glove === undefined) throw new ProblemError("gateway.noSuchDevice", { device: id });
    return glove;
  });
  const first = served[0]!.stream;
  for (const { stream } of served.slice(1)) {
    const same =
      stream.format.nominalRateHz === first.format.nominalRateHz &&
      stream.format.sampleType === first.format.sampleType;
    if (!same) throw new ProblemError("gateway.differ", { first: first.device.name, second: stream.device.name });
  }
  return served;
}
