import { beforeAll, expect, test, vi } from "vitest";
import { contextBridge, ipcRenderer } from "./fakeElectron.ts";

vi.mock("electron", () => import("./fakeElectron.ts"));

interface Bridge {
  call(name: string, input: unknown): Promise<unknown>;
  onEvent(listener: (...news: unknown[]) => void): () => void;
  onLiveFrame(listener: (...news: unknown[]) => void): () => void;
}

let bridge: Bridge;

beforeAll(async () => {
  await import("./preload.ts");
  bridge = contextBridge.exposed.ringside as Bridge;
});

test("the page gets three functions and nothing else of Electron", () => {
  expect(Object.keys(contextBridge.exposed)).toEqual(["ringside"]);
  expect(Object.keys(bridge).sort()).toEqual(["call", "onEvent", "onLiveFrame"]);
});

test("calls of the contract go through, others do not leave the page", async () => {
  expect(await bridge.call("project.list", undefined)).toBe("answer");
  await expect(bridge.call("shell.run", "rm")).rejects.toThrow("no call");
  await expect(bridge.call("constructor", 1)).rejects.toThrow("no call");
  expect(ipcRenderer.invoked).toEqual([["ringside:call", "project.list", undefined]]);
});

test("news come without Electron's event, and end when asked", () => {
  const heard = vi.fn();
  const frames = vi.fn();
  const end = bridge.onEvent(heard);
  bridge.onLiveFrame(frames);
  const frame = new ArrayBuffer(2);
  ipcRenderer.emit("ringside:event", { sender: "secret" }, "project.changed", null);
  ipcRenderer.emit("ringside:live", { sender: "secret" }, frame);
  end();
  ipcRenderer.emit("ringside:event", { sender: "secret" }, "project.changed", null);
  expect(heard.mock.calls).toEqual([["project.changed", null]]);
  expect(frames.mock.calls).toEqual([[frame]]);
});
