import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CommandLine } from "./testing/commandLine.ts";

vi.setConfig({ testTimeout: 60_000 });

let line: CommandLine;

beforeEach(async () => {
  line = await CommandLine.open();
});

afterEach(() => line.close());

async function addressOf(running: CommandLine): Promise<string> {
  await vi.waitFor(() => expect(running.out.join("\n")).toMatch(/http:/), { timeout: 20_000 });
  return /http:\/\/[\d.]+:\d+/.exec(running.out.join("\n"))![0];
}

test("a gateway serves simulated gloves until Ctrl+C, and says how much it sent", async () => {
  const running = line.run("gateway", "--source", "simulated", "--port", "0");
  const address = await addressOf(line);
  expect(line.out[0]).toBe("Serving Simulated left glove, Simulated right glove.");
  const response = await fetch(`${address}/stream`);
  const reader = response.body!.getReader();
  expect((await reader.read()).value!.length).toBeGreaterThan(0);
  line.interrupt.abort();
  expect(await running).toBe(0);
  expect(line.out.at(-1)).toMatch(/^Sent [1-9][\d,]* samples\.$/);
  await reader.cancel().catch(() => {});
  await expect(fetch(`${address}/version`)).rejects.toThrow();
});

test("for programs: where it is and what it serves, first of all", async () => {
  const running = line.run("gateway", "--source", "simulated", "--hand", "left", "--port", "0", "--json");
  await addressOf(line);
  expect(JSON.parse(line.out[0]!)).toMatchObject({ token: null, devices: ["simulated:left"] });
  line.interrupt.abort();
  expect(await running).toBe(0);
  expect(JSON.parse(line.out.slice(1).join("\n"))).toEqual({ rowsSent: 0 });
});

test("a source that nobody has is said before anything is served", async () => {
  expect(await line.problem("gateway", "--source", "pigeon")).toMatchObject({ problem: "cli.badSource" });
});
