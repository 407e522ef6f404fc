import { describe, expect, it } from "vitest";
import { GatewayGate, newToken } from "./gate.ts";

const TOKEN = newToken();
const gate = new GatewayGate(5555, TOKEN);
const here = "127.0.0.1";
const elsewhere = "192.168.1.20";

describe("the gateway's gate", () => {
  it("lets programs of this machine in, by its own names only", () => {
    for (const host of ["127.0.0.1:5555", "localhost:5555", "[::1]:5555"]) {
      expect(gate.check({ host }, here, null)).toBeNull();
      expect(gate.check({ host }, "::ffff:127.0.0.1", null)).toBeNull();
    }
    expect(gate.check({ host: "rebound.example:5555" }, here, null)).toBe("host");
    expect(gate.check({}, "::1", null)).toBe("host");
  });

  it("keeps pages of other sites out, whatever they know", () => {
    const host = "127.0.0.1:5555";
    expect(gate.check({ host, origin: "http://evil.example" }, here, TOKEN)).toBe("site");
    expect(gate.check({ host, "sec-fetch-site": "cross-site" }, here, TOKEN)).toBe("site");
    expect(
      gate.check({ host, origin: "http://127.0.0.1:5555", "sec-fetch-site": "same-origin" }, here, null),
    ).toBeNull();
  });

  it("wants the token of everyone else, in the address or as a header", () => {
    const host = "192.168.1.7:5555";
    expect(gate.check({ host }, elsewhere, null)).toBe("token");
    expect(gate.check({ host }, elsewhere, `${TOKEN}x`)).toBe("token");
    expect(gate.check({ host }, elsewhere, TOKEN)).toBeNull();
    expect(gate.check({ host, authorization: `Bearer ${TOKEN}` }, elsewhere, null)).toBeNull();
    expect(gate.check({ host: "127.0.0.1:5555" }, elsewhere, null)).toBe("token");
    expect(gate.check({ host }, undefined, null)).toBe("token");
  });

  it("lets nobody from elsewhere in where it has no token", () => {
    expect(new GatewayGate(5555, null).check({ host: "192.168.1.7:5555" }, elsewhere, "")).toBe("token");
  });

  it("makes tokens that can be read out loud", () => {
    expect(newToken()).toMatch(/^([2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}$/);
    expect(newToken()).not.toBe(newToken());
  });
});
