import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Why a request is not let in. The text is in the catalog under `shell.refused.<refusal>`. */
export type Refusal = "host" | "site" | "token" | "session";

export const REFUSAL_STATUS: Readonly<Record<Refusal, number>> = { host: 421, site: 403, token: 403, session: 401 };

/**
 * Decides who may speak to the studio on the loopback. Other programs of this machine, and pages of other sites in the
 * same browser, reach the port too: a session cookie proves that the printed address was opened here.
 *
 * A token buys one session and is spent. Cookies are shared by all ports of a host, so the name holds the port.
 */
export class Gate {
  readonly #tokens: string[];
  readonly #sessions = new Set<string>();
  readonly #authorities: readonly string[];
  readonly #cookieName: string;

  constructor(port: number, tokenCount = 1) {
    this.#tokens = Array.from({ length: tokenCount }, secret);
    this.#authorities = [`127.0.0.1:${port}`, `localhost:${port}`];
    this.#cookieName = `ringside-${port}`;
  }

  /** The tokens that nobody has used yet. */
  get tokens(): readonly string[] {
    return this.#tokens;
  }

  /** Spends the token. Returns the Set-Cookie value of a new session, or null where the token is not good (any more). */
  enter(token: string): string | null {
    const at = this.#tokens.findIndex((known) => sameText(known, token));
    if (at < 0) return null;
    this.#tokens.splice(at, 1);
    const session = secret();
    this.#sessions.add(session);
    return `${this.#cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /**
   * Checks that the request names this server (a foreign name that resolves to the loopback does not) and comes from
   * this server's own page or from the address bar. `upgrade` is stricter: browsers send Origin with every one.
   */
  checkPlace(headers: IncomingHttpHeaders, upgrade = false): Refusal | null {
    if (!this.#authorities.includes(headers.host ?? "")) return "host";
    const { origin } = headers;
    if (origin === undefined ? upgrade : origin !== `http://${headers.host}`) return "site";
    const site = headers["sec-fetch-site"];
    if (site !== undefined && site !== "same-origin" && (site !== "none" || upgrade)) return "site";
    return null;
  }

  checkSession(headers: IncomingHttpHeaders): Refusal | null {
    for (const part of (headers.cookie ?? "").split(";")) {
      const [name, value] = part.trim().split("=", 2);
      if (name === this.#cookieName && value !== undefined && this.#sessions.has(value)) return null;
    }
    return "session";
  }
}

function secret(): string {
  return randomBytes(32).toString("base64url");
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
