// @vitest-environment jsdom
import { act } from "react";
import { expect, it } from "vitest";
import type { EventPayload } from "#contract/contract.ts";
import { find, LEFT_GLOVE, NO_GATEWAY, press, showApp, studioOf } from "../../app/testing/showApp.tsx";
import { GatewayPanel } from "./GatewayPanel.tsx";

type State = EventPayload<"gateway.changed">;

const TOKEN = "k7qm-2x9d-hw4t-p3fv";

it("is switched on with the gloves that are connected, says where it is and who reads, and goes off again", async () => {
  const studio = studioOf({ devices: [LEFT_GLOVE] });
  const running: State = {
    ...NO_GATEWAY,
    running: true,
    address: "http://127.0.0.1:5555",
    deviceIds: [LEFT_GLOVE.device.id],
  };
  const becomes = (state: State) => act(async () => studio.emit("gateway.changed", state));
  studio.script["gateway.start"] = () => ({ ok: true, value: running });
  studio.script["gateway.stop"] = () => undefined;
  await showApp(studio, <GatewayPanel />);
  const address = () => document.querySelector("code")?.textContent;

  await press(find("[role=switch]", ""));
  expect(studio.inputsOf("gateway.start")).toEqual([{ port: 5555, network: false, deviceIds: [LEFT_GLOVE.device.id] }]);
  await becomes({ ...running, clients: 2, rowsSent: 1234 });
  expect(address()).toBe("http://127.0.0.1:5555");
  expect(document.body.textContent).toContain("1 glove · 2 readers · 1,234 samples");

  await press(find("input[type=checkbox]:not([role])", ""));
  expect(studio.inputsOf("gateway.start").at(-1)).toMatchObject({ network: true });
  await becomes({ ...running, token: TOKEN });
  expect(address()).toBe(`http://127.0.0.1:5555?token=${TOKEN}`);

  await press(find("[role=switch]", ""));
  expect(studio.inputsOf("gateway.stop")).toHaveLength(1);
  await becomes(NO_GATEWAY);
  expect(address()).toBeUndefined();
});
