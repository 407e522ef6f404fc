import { GATEWAY_PORT } from "#contract/gateway.ts";
import { ProblemError } from "#domain/problems.ts";

/** Where a gateway or a Wi-Fi glove is, and which of a gateway's devices is meant. */
export interface Address {
  readonly host: string;
  /** Null: not said; a gateway's and a web server's usual ports are tried. */
  readonly port: number | null;
  /** One device behind a gateway; null for whichever it has. */
  readonly behind: { readonly source: string; readonly deviceId: string } | null;
  /** `?token=…` behind it: what a Ringside gateway wants of who is not on its machine. */
  readonly token?: string;
}

/** Open Gateway's own default, then that of a Wi-Fi device (streaming.md 7 and 8.1). */
const USUAL_PORTS = [GATEWAY_PORT, 80];
const PREFIX = "gateway:";

/**
 * Reads `host`, `host:port`, `[v6]:port`, with `http://` before and a path behind it if need be, `?token=…` at its
 * end, and the ids made here.
 * @throws ProblemError device.badAddress
 */
export function parseAddress(text: string): Address {
  const [, address = "", token] = /^(.*?)(?:\/?\?token=([\w-]{1,64}))?$/s.exec(text.trim()) ?? [];
  const [place = "", source, ...rest] = address
    .replace(/^gateway:/i, "")
    .replace(/^http:\/\//i, "")
    .split("/");
  const [, host, digits] = /^(\[[0-9a-f:.]+\]|[^\s:@?#[\]]+)(?::(\d{1,5}))?$/i.exec(place) ?? [];
  const port = digits === undefined ? null : Number(digits);
  if (host === undefined || (port !== null && (port < 1 || port > 65_535))) {
    throw new ProblemError("device.badAddress", { address: text.slice(0, 80) });
  }
  const deviceId = decode(rest.join("/"));
  const behind = source && deviceId ? { source, deviceId } : null;
  return { host: host.toLowerCase(), port, behind, ...(token === undefined ? {} : { token }) };
}

/** `gateway:host:port`, and `gateway:host:port/serial/COM3` for one device behind it. */
export function addressId({ host, port, behind }: Address): string {
  const place = port === null ? host : `${host}:${port}`;
  return `${PREFIX}${place}${behind ? `/${behind.source}/${encodeURIComponent(behind.deviceId)}` : ""}`;
}

/** The places to ask, likeliest first. */
export function baseUrls({ host, port }: Address): readonly string[] {
  return (port === null ? USUAL_PORTS : [port]).map((one) => `http://${host}:${one}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
