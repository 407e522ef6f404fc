// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";
import { examineFilming } from "./examine.ts";
import { FakeDevices } from "./testing/fakeDevices.ts";

afterEach(() => vi.unstubAllGlobals());

const encoderOf = (...codecs: string[]) => ({
  isConfigSupported: async ({ codec }: { codec: string }) => ({ supported: codecs.includes(codec) }),
});

it("counts cameras without asking for one, and names the encoder", async () => {
  vi.stubGlobal("VideoEncoder", encoderOf("vp09.00.31.08", "vp8"));
  const devices = new FakeDevices(["Front", "Side"]);
  const finding = await examineFilming(devices.page());
  expect(finding).toEqual({ id: "camera", state: "ok", found: "2 cameras, VP9", cure: null, needed: false });
  expect(devices.asked).toEqual([]);
});

it("says what to do where no camera is there, or nothing encodes", async () => {
  vi.stubGlobal("VideoEncoder", encoderOf("avc1.640028"));
  const none = await examineFilming(new FakeDevices([]).page());
  expect([none.state, none.cure]).toEqual(["missing", expect.stringContaining("Plug in")]);
  expect((await examineFilming({ navigator: {} } as Window)).state).toBe("missing");
  vi.stubGlobal("VideoEncoder", undefined);
  const mute = await examineFilming(new FakeDevices(["Front"]).page());
  expect([mute.state, mute.cure]).toEqual(["broken", expect.stringContaining("Chromium")]);
});
