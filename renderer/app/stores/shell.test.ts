// @vitest-environment jsdom
import fc from "fast-check";
import { expect, it } from "vitest";
import { createShell, hashOf, type Place, placeOf } from "./shell.ts";

const place = fc.oneof(
  fc.constantFrom<Place>({ at: "start" }, { at: "capture" }, { at: "captures" }),
  fc.string({ minLength: 1, unit: "grapheme" }).map((captureId): Place => ({ at: "open", captureId })),
);

it("finds every place again from its address", () => {
  fc.assert(
    fc.property(place, (each) => {
      expect(placeOf(hashOf(each))).toEqual(each);
    }),
  );
});

it("leads somewhere from any address whatever", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((id) => `captures/${id}`),
        fc.constant("captures/%"),
      ),
      (words) => {
        expect(["start", "capture", "captures", "open"]).toContain(placeOf(`#/${words}`).at);
      },
    ),
  );
});

it("follows the browser's way back", () => {
  location.hash = "#/capture";
  const shell = createShell(window);
  location.hash = "#/captures/42";
  window.dispatchEvent(new HashChangeEvent("hashchange"));
  expect(shell.store.getState().place).toEqual({ at: "open", captureId: "42" });
});

it("comes back to the capture that was open, and from there to the queue", () => {
  location.hash = "#/captures/42";
  const shell = createShell(window);
  const place = () => shell.store.getState().place;
  shell.go({ at: "capture" });
  shell.goToLabel();
  expect(place()).toEqual({ at: "open", captureId: "42" });
  shell.goToLabel();
  expect(place()).toEqual({ at: "captures" });
  shell.go({ at: "capture" });
  shell.goToLabel();
  expect(place()).toEqual({ at: "captures" });
});

it("forgets the capture of a project that is left, wherever one is", () => {
  location.hash = "#/captures/42";
  const shell = createShell(window);
  shell.go({ at: "capture" });
  shell.leaveCapture();
  expect(shell.store.getState().place).toEqual({ at: "capture" });
  shell.goToLabel();
  expect(shell.store.getState().place).toEqual({ at: "captures" });
});
