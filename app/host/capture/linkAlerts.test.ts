import fc from "fast-check";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import messages from "#contract/messages/en.json" with { type: "json" };
import type { Alert } from "#domain/alerts.ts";
import { type LinkHealth, linkAlerts } from "./linkAlerts.ts";
import { FORMAT } from "./testing/rig.ts";

const GOOD: LinkHealth = {
  device: { id: "serial:1", name: "Nano 33", kind: "serial", simulated: false },
  hand: "left",
  state: "live",
  problem: null,
  format: { ...FORMAT, nominalRateHz: 119 },
  recent: { rows: 1190, lost: 0, corrupt: 0, repeated: 0, clipped: 0 },
  measuredRateHz: 119,
  silentUs: 0,
  battery: null,
  byteShiftSuspected: false,
  recording: true,
};

function codes(more: Partial<LinkHealth>): string[] {
  return linkAlerts({ ...GOOD, ...more }).map(({ code }) => code);
}

function words(alert: Alert, part: "" | ".next" = ""): string {
  const message = (messages as Record<string, string>)[`alert.${alert.code}${part}`];
  if (message === undefined) throw new Error(`no words for ${alert.code}${part}`);
  return String(new IntlMessageFormat(message, "en").format(alert.detail));
}

describe("The alerts of a link", () => {
  it("are none where all is well", () => {
    expect(codes({})).toEqual([]);
  });

  it("say in the user's words what was lost, that recording goes on, and what to do", () => {
    const [alert] = linkAlerts({ ...GOOD, recent: { ...GOOD.recent, lost: 36 } });
    expect(words(alert!)).toBe("Left glove lost 36 samples in the last 10 s (0.3 s). Recording goes on.");
    expect(words(alert!, ".next")).toBe("Come closer, or check the cable. The gaps are marked.");
  });

  it("leave a loss of less than one percent alone", () => {
    expect(codes({ recent: { ...GOOD.recent, lost: 11 } })).toEqual([]);
  });

  it("name a glove that sends 125 instead of 119 samples a second, as information only", () => {
    const [alert] = linkAlerts({ ...GOOD, measuredRateHz: 125 });
    expect(alert).toMatchObject({ code: "rateOff", severity: "info" });
    expect(words(alert!)).toBe("Left glove sends 125 samples a second; it says 119.");
    expect(codes({ measuredRateHz: 120 })).toEqual([]);
  });

  it("call a range that is too narrow for punches a danger, and a hard hit at 16 g only a warning", () => {
    const clipped = { ...GOOD.recent, clipped: 4 };
    const narrow = { ...GOOD.format, channels: FORMAT.channels.map((channel) => ({ ...channel, range: 4 })) };
    const [alert] = linkAlerts({ ...GOOD, recent: clipped, format: narrow });
    expect(alert).toMatchObject({ code: "clippedNarrow", severity: "danger" });
    expect(words(alert!)).toBe("Left glove clips at 4 g: 4 samples in the last 10 s.");
    expect(words(alert!, ".next")).toBe("Set the glove to 16 g, then connect it again. Punches go beyond 4 g.");
    expect(codes({ recent: clipped })).toEqual(["clipped"]);
  });

  it("name repeats, damaged packets, a low battery and a shifted stream", () => {
    expect(
      codes({
        recent: { ...GOOD.recent, repeated: 80, corrupt: 1 },
        battery: 0.1,
        byteShiftSuspected: true,
      }),
    ).toEqual(["corrupt", "byteShift", "repeated", "batteryLow"]);
  });

  it("speak only of the link while it is down", () => {
    expect(codes({ state: "stalled", silentUs: 700_000, recent: { ...GOOD.recent, lost: 500 } })).toEqual(["stalled"]);
    expect(codes({ state: "reconnecting" })).toEqual(["reconnecting"]);
    expect(codes({ state: "failed" })).toEqual(["unusable"]);
  });

  it("are a danger where data is being lost, and a warning where nothing is recorded", () => {
    expect(linkAlerts({ ...GOOD, state: "reconnecting" })).toMatchObject([{ severity: "danger" }]);
    expect(linkAlerts({ ...GOOD, state: "reconnecting", recording: false })).toMatchObject([{ severity: "warning" }]);
  });

  it("have words for every state that a link can be in", () => {
    const count = fc.nat(2_000);
    fc.assert(
      fc.property(
        fc.record({
          hand: fc.constantFrom("left", "right", null),
          state: fc.constantFrom("connecting", "live", "stalled", "reconnecting", "failed"),
          recent: fc.record({ rows: count, lost: count, corrupt: count, repeated: count, clipped: count }),
          measuredRateHz: fc.option(fc.double({ min: 1, max: 2_000, noNaN: true })),
          battery: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
          byteShiftSuspected: fc.boolean(),
          recording: fc.boolean(),
        }) as fc.Arbitrary<Partial<LinkHealth>>,
        (health) => {
          const alerts = linkAlerts({ ...GOOD, ...health });
          expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length);
          for (const alert of alerts) {
            expect(words(alert)).toMatch(/[.)]$/);
            expect(words(alert, ".next")).toMatch(/\.$/);
          }
        },
      ),
    );
  });
});
