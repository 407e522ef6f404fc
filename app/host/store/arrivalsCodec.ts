import type { Arrival } from "./api.ts";
import { damaged } from "./sqlite.ts";

/**
 * Arrivals as bytes: they come in order and close together, so differences to the one before take 4 to 8 bytes instead
 * of 24.
 *
 * Bytes: varint version (1), then per arrival three varints (LEB128): zigzag of the index's difference, zigzag of the
 * host time's difference, and for the device time 0 where it is null, else 1 + zigzag of its difference to the last one
 * told. The first differences are to zero. Times are whole microseconds.
 */
const VERSION = 1;

/** Values keep to 52 bits, so that zigzag and the 1 added stay exact. */
const LIMIT = 2 ** 51;

export function encodeArrivals(arrivals: readonly Arrival[]): Uint8Array {
  if (arrivals.length === 0) return new Uint8Array(0);
  const out = new Uint8Array(1 + arrivals.length * 24);
  let at = 0;
  const put = (value: number) => {
    let rest = value;
    while (rest >= 128) {
      out[at++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    out[at++] = rest;
  };
  put(VERSION);
  let [index, hostUs, deviceUs] = [0, 0, 0];
  for (const arrival of arrivals) {
    const nextIndex = whole(arrival.index);
    const nextHostUs = whole(arrival.hostUs);
    put(zigzag(nextIndex - index));
    put(zigzag(nextHostUs - hostUs));
    index = nextIndex;
    hostUs = nextHostUs;
    if (arrival.deviceUs === null) put(0);
    else {
      const nextDeviceUs = whole(arrival.deviceUs);
      put(1 + zigzag(nextDeviceUs - deviceUs));
      deviceUs = nextDeviceUs;
    }
  }
  return out.slice(0, at);
}

/** @throws ProblemError project.damaged where the bytes are not what encodeArrivals wrote. */
export function decodeArrivals(bytes: Uint8Array): Arrival[] {
  if (bytes.length === 0) return [];
  let at = 0;
  const take = (): number => {
    let value = 0;
    for (let factor = 1; factor < 2 ** 56; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw damaged("arrivals cut short");
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
    throw damaged("arrivals with a number that is too long");
  };
  if (take() !== VERSION) throw damaged("arrivals of an unknown version");
  const arrivals: Arrival[] = [];
  let [index, hostUs, deviceUs] = [0, 0, 0];
  while (at < bytes.length) {
    index += unzigzag(take());
    hostUs += unzigzag(take());
    const told = take();
    if (told > 0) deviceUs += unzigzag(told - 1);
    arrivals.push({ index, hostUs, deviceUs: told > 0 ? deviceUs : null });
  }
  return arrivals;
}

/** A whole number whose differences can be written; what is no number counts as zero. */
function whole(value: number): number {
  return Math.max(-LIMIT / 2, Math.min(LIMIT / 2, Math.round(value))) || 0;
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}
