// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, expect, it } from "vitest";
import type { Listening } from "#contract/recognising.ts";
import { find, press, showApp, studioOf } from "../../app/testing/showApp.tsx";
import { Toasts } from "../../ui/Toast.tsx";
import { modelOf } from "../validate/testResults.ts";
import { ListeningPanel } from "./ListeningPanel.tsx";

const [forest, conv, dense] = ["Forest", "Conv", "Dense"].map((name) => modelOf({ name }));

beforeEach(() => localStorage.clear());

async function show(models = [forest!, conv!, dense!], now: Listening = { modelIds: [], keep: "none" }) {
  const studio = studioOf();
  studio.script["listening.state"] = () => now;
  studio.script["listening.findings"] = () => [];
  studio.script["listening.set"] = (next) => {
    studio.emit("listening.changed", next);
    return { ok: true, value: undefined };
  };
  studio.script["model.list"] = () => structuredClone(models);
  await showApp(
    studio,
    <>
      <ListeningPanel />
      <Toasts />
    </>,
  );
  return studio;
}

const tick = (name: string) => press(find("label", name).querySelector("input")!);

it("lets one model listen, or two to compare, and no third", async () => {
  const studio = await show();
  await tick("Forest");
  await tick("Dense");
  expect(studio.inputsOf("listening.set").at(-1)).toEqual({ modelIds: [forest!.id, dense!.id], keep: "none" });
  expect(find("label", "Conv").querySelector("input")!.disabled).toBe(true);
  await tick("Forest");
  expect(studio.inputsOf("listening.set").at(-1)!.modelIds).toEqual([dense!.id]);
});

it("asks what becomes of what is found only where a model listens", async () => {
  const studio = await show();
  expect(document.body.textContent).not.toContain("While recording");
  await tick("Conv");
  await press(find("button", "Show it only"));
  await press(find("[role=option]", "as predictions"));
  expect(studio.inputsOf("listening.set").at(-1)).toEqual({ modelIds: [conv!.id], keep: "predictions" });
});

it("is not there without a model, and comes with the first one", async () => {
  const studio = await show([]);
  expect(document.querySelector("section")).toBeNull();
  studio.script["model.list"] = () => [structuredClone(forest!)];
  await act(async () => studio.emit("model.changed", {}));
  find("section", "Models that listen");
});
