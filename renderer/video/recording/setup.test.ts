// @vitest-environment jsdom
import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { type FilmSetup, keepSetup, readSetup, remembered } from "./setup.ts";

beforeEach(() => localStorage.clear());

const USUAL = { cameras: [], size: "720p", rateHz: "30", microphone: false };

it("is 720p at 30 frames a second at first, without sound", () => {
  expect(readSetup(localStorage)).toEqual(USUAL);
});

it("is read as it was kept", () => {
  const setup: FilmSetup = {
    cameras: [{ deviceId: "a", name: "Front" }],
    size: "1080p",
    rateHz: "60",
    microphone: true,
  };
  keepSetup(localStorage, setup);
  expect(readSetup(localStorage)).toEqual(setup);
});

it("is the usual one where what was kept means nothing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (kept) => {
      localStorage.setItem("ringside.film", kept);
      expect(readSetup(localStorage)).toEqual(USUAL);
    }),
  );
});

it("knows a camera by its id, or by its name where the browser gave it a new id", () => {
  const here = [
    { deviceId: "new", name: "Front" },
    { deviceId: "b", name: "Side" },
    { deviceId: "c", name: "Top" },
  ];
  const setup = { ...readSetup(localStorage), cameras: [{ deviceId: "old", name: "Front" }, here[1]!] };
  expect(remembered(here, setup).map(({ name }) => name)).toEqual(["Front", "Side"]);
});

it("does not take a second camera of the same name for the one that is here", () => {
  const here = [
    { deviceId: "a", name: "HD webcam" },
    { deviceId: "b", name: "HD webcam" },
  ];
  expect(remembered(here, { ...readSetup(localStorage), cameras: [here[0]!] })).toEqual([here[0]]);
});
