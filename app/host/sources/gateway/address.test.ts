import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { addressId, baseUrls, parseAddress } from "./address.ts";

describe("addresses", () => {
  it.each([
    ["192.168.1.7", "gateway:192.168.1.7", ["http://192.168.1.7:5555", "http://192.168.1.7:80"]],
    [" Glove.local:8080 ", "gateway:glove.local:8080", ["http://glove.local:8080"]],
    ["http://localhost:80/", "gateway:localhost:80", ["http://localhost:80"]],
    ["gateway:http://10.0.0.2:5555", "gateway:10.0.0.2:5555", ["http://10.0.0.2:5555"]],
    ["[fe80::1]:81", "gateway:[fe80::1]:81", ["http://[fe80::1]:81"]],
  ])("%s is %s", (text, id, urls) => {
    const address = parseAddress(text);
    expect([addressId(address), baseUrls(address)]).toEqual([id, urls]);
  });

  it("may end with the token of a gateway, which is no part of its id", () => {
    for (const text of ["10.0.0.2:5555?token=k7qm-2x9d", "http://10.0.0.2:5555/?token=k7qm-2x9d"]) {
      const address = parseAddress(text);
      expect([address.token, addressId(address)]).toEqual(["k7qm-2x9d", "gateway:10.0.0.2:5555"]);
    }
    expect(parseAddress("10.0.0.2:5555")).not.toHaveProperty("token");
  });

  it.each(["", "two words", "host:0", "host:70000", "user@host", "https://host", "a:b:c", "file:///etc/passwd"])(
    "%j is none",
    (text) => expect(() => parseAddress(text)).toThrow("device.badAddress"),
  );

  it("name one device behind a gateway, and are read back", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 65_535 }), (deviceId, port) => {
        fc.pre(deviceId.isWellFormed());
        const address = { host: "gw", port, behind: { source: "serial", deviceId } };
        expect(parseAddress(addressId(address))).toEqual(address);
      }),
    );
  });

  it("never fail in any other way", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseAddress(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        }
      }),
    );
  });
});
