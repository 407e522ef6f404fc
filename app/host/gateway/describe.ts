import type { DeviceIdentity } from "#domain/captures.ts";
import { bytesPerSample, type ChannelKind } from "#domain/channels.ts";
import type { ServedGlove } from "./served.ts";

/** Rows a packet that is told to clients; what Arduino's firmware sends. A stream may be cut anywhere all the same. */
const ROWS_PER_PACKET = 6;

/** Where framed rows are had (rows.ts). */
export const FRAMED_PATH = "/stream?framed=1";

/** What other gateways call the ways in (streaming.md 8.3). */
const SOURCES = { serial: "SERIAL", ble: "BLE", gateway: "TCPIP", simulated: "TEST" } as const satisfies Record<
  DeviceIdentity["kind"],
  string
>;

/**
 * `/config`: the description of a Wi-Fi glove and of a gateway in one object, so that clients of either read it. Both counts
 * of samples a packet are rows. `framed` is ours: the gloves apart, each with its exact format.
 */
export function describe(gloves: readonly ServedGlove[]): Record<string, unknown> {
  const [first] = gloves;
  if (first === undefined) {
    return { mode: "", source: null, device_id: null, streaming: false, samples_per_packet: 1, column_location: {} };
  }
  const { format } = first.stream;
  const columns = gloves.flatMap(({ stream }, i) =>
    stream.format.channels.map(({ name }) => (gloves.length === 1 ? name : fusedName(name, i, stream.hand))),
  );
  return {
    version: 1,
    sample_rate: format.nominalRateHz,
    samples_per_packet: ROWS_PER_PACKET,
    source_samples_per_packet: ROWS_PER_PACKET,
    column_location: Object.fromEntries(columns.map((name, position) => [name, position])),
    data_type: format.sampleType === "int16" ? "int16" : "float",
    mode: "data_capture",
    source: SOURCES[first.stream.device.kind],
    device_id: gloves.map(({ stream }) => stream.device.id).join(","),
    streaming: true,
    device_name: gloves.map(({ stream }) => stream.device.name).join(", "),
    simulated: gloves.some(({ stream }) => stream.device.simulated),
    ...(gloves.length === 1 && first.stream.hand !== null ? { hand: first.stream.hand } : {}),
    ...range("accel_range_g", first, "acceleration"),
    ...range("gyro_range_dps", first, "rotation"),
    framed: {
      path: FRAMED_PATH,
      gloves: gloves.map(({ stream }, channel) => ({
        channel,
        name: stream.device.name,
        hand: stream.hand,
        format: stream.format,
      })),
    },
  };
}

/** Bytes of one row of a glove. */
export function gloveRowBytes({ stream: { format } }: ServedGlove): number {
  return format.channels.length * bytesPerSample(format.sampleType);
}

/** `S_0_L_AccelerometerX`, as gateways and their plugins for two gloves name fused columns (streaming.md 8.4). */
function fusedName(name: string, glove: number, hand: "left" | "right" | null): string {
  const plain = name.replace(/^S_\d+_(?:[LR]_)?/, "");
  return `S_${glove}_${hand === null ? "" : `${hand[0]!.toUpperCase()}_`}${plain}`;
}

function range(key: string, { stream }: ServedGlove, kind: ChannelKind): Record<string, number> {
  const found = stream.format.channels.find((channel) => channel.kind === kind)?.range;
  return found == null ? {} : { [key]: found };
}
