import { randomInt, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Why a request is not let in; the words are in the catalog under `gateway.refused.<refusal>`. */
export type GatewayRefusal = "host" | "site" | "token";

export const REFUSAL_STATUS: Readonly<Record<GatewayRefusal, 401 | 403 | 421>> = { host: 421, site: 403, token: 401 };

/** Without letters and digits that are taken for each other when somebody types them off another screen. */
const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

/** About 79 random bits in four groups: `k7qm-2x9d-hw4t-p3fv`. */
export function newToken(): string {
  const letter = () => LETTERS[randomInt(LETTERS.length)];
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, letter).join("")).join("-");
}

/**
 * Who may have the gloves' rows. Programs of this machine may, as with any gateway; pages of other sites in a browser may not,
 * and whoever comes over the network needs the token.
 */
export class GatewayGate {
  readonly #own: readonly string[];
  readonly #token: string | null;

  constructor(port: number, token: string | null) {
    this.#own = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
    this.#token = token;
  }

  /** `given`: the token of the address, where it has one. */
  check(headers: IncomingHttpHeaders, remoteAddress: string | undefined, given: string | null): GatewayRefusal | null {
    const { host = "", origin, authorization } = headers;
    const site = headers["sec-fetch-site"];
    if (origin !== undefined && origin !== `http://${host}`) return "site";
    if (site !== undefined && site !== "same-origin" && site !== "none") return "site";
    // A foreign name that resolves to the loopback is another site's page that asks.
    if (isLoopback(remoteAddress)) return this.#own.includes(host) ? null : "host";
    const token = given ?? authorization?.replace(/^Bearer /i, "") ?? "";
    return this.#token !== null && sameText(token, this.#token) ? null : "token";
  }
}

function isLoopback(address = ""): boolean {
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
