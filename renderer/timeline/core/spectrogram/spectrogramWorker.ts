import { decodeSlice } from "#contract/slice.ts";
import { magnitudeOrOne } from "./source.ts";
import { levels, type Shape } from "./strength.ts";

/** One stretch to compute: an encoded slice of raw samples, which rows of it, and how. */
export interface SpectrogramTask {
  readonly id: number;
  readonly bytes: ArrayBuffer;
  readonly firstIndex: number;
  readonly frames: number;
  readonly columns: readonly number[];
  readonly scales: readonly number[];
  readonly shape: Shape;
}

export interface SpectrogramResult {
  readonly id: number;
  readonly levels: Uint8Array<ArrayBuffer>;
}

const scope = self as unknown as {
  onmessage: (event: MessageEvent<SpectrogramTask>) => void;
  postMessage(result: SpectrogramResult, transfer: Transferable[]): void;
};

scope.onmessage = ({ data }) => {
  const { id, bytes, firstIndex, frames, columns, scales, shape } = data;
  const out = levels(magnitudeOrOne(decodeSlice(bytes), firstIndex, frames, columns, scales, shape), frames, shape);
  const bytesOut = out as Uint8Array<ArrayBuffer>;
  scope.postMessage({ id, levels: bytesOut }, [bytesOut.buffer]);
};
