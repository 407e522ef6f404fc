import { expect, it, vi } from "vitest";
import { bridgeStudio } from "./bridgeStudio.ts";

it("carries calls, events and frames over the preload's bridge, and checks what comes back", async () => {
  let tell: (name: string, payload: unknown) => void = () => {};
  const call = vi.fn(async (name: string) => (name === "device.list" ? [] : "nonsense"));
  const onLiveFrame = vi.fn(() => () => {});
  const studio = bridgeStudio({
    call,
    onEvent(listener) {
      tell = listener;
      return () => {};
    },
    onLiveFrame,
  });
  await expect(studio.call("device.list", undefined)).resolves.toEqual([]);
  await expect(studio.call("capture.list", { deleted: false })).rejects.toThrow();
  expect(call).toHaveBeenLastCalledWith("capture.list", { deleted: false });

  const changed = vi.fn();
  const end = studio.on("alert.changed", changed);
  tell("alert.changed", []);
  end();
  tell("alert.changed", []);
  expect(changed).toHaveBeenCalledTimes(1);

  studio.onLiveFrame(() => {});
  expect(onLiveFrame).toHaveBeenCalledTimes(1);
});
