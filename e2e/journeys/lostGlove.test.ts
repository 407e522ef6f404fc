import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import type { CallName, Input, Output } from "#contract/contract.ts";
import type { Outcome } from "#contract/schemas.ts";
import { decodeSlice } from "#contract/slice.ts";
import type { HostForShell } from "#host/api.ts";
import { createHost } from "#host/host.ts";
import { standardSources } from "#host/sources/standard.ts";
import { waveFeed } from "../devices/rowFeed.ts";
import { SerialGlove } from "../devices/serialGlove.ts";

const RATE_HZ = 476;

let folder: string;
let host: HostForShell;
let glove: SerialGlove;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-lost-"));
  host = await createHost({
    dataFolder: join(folder, "data"),
    projectsFolder: join(folder, "projects"),
    sources: standardSources(),
    log: () => {},
  });
  await okay(ask("project.create", { name: "Lost" }));
});

afterEach(async () => {
  await host.close();
  await glove.vanish();
  await rm(folder, { recursive: true, force: true });
});

function ask<K extends CallName>(name: K, input?: Input<K>): Promise<Output<K>> {
  return host.call(name, input) as Promise<Output<K>>;
}

async function okay<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

async function alertCodes(): Promise<string[]> {
  return (await ask("alert.list")).map(({ code }) => code);
}

function until(check: () => Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 50 });
}

it.each([1, 2] as const)(
  "a glove (SSI version %i) that loses its plug while recording leaves one marked gap and no wrong sample",
  { timeout: 60_000 },
  async (version) => {
    const path = join(folder, "glove");
    const feed = waveFeed(RATE_HZ);
    glove = new SerialGlove({ feed, version, advertiseMs: 100 });
    await glove.plug(path);
    await okay(ask("device.connect", { deviceId: host.allowSerialPath(path) }));
    await okay(ask("recording.start"));
    await sleep(1_000);

    await glove.vanish();
    await until(async () => expect(await alertCodes()).toContain("reconnecting"));
    expect((await ask("recording.state")).phase).toBe("recording");
    await glove.plug(path);
    await until(async () => expect(await ask("device.list")).toMatchObject([{ state: "live" }]));
    await sleep(1_000);
    expect(await alertCodes()).not.toContain("reconnecting");
    await okay(ask("recording.stop"));

    const [{ id } = { id: "" }] = await ask("capture.list", { deleted: false });
    const { streams, gaps } = await okay(ask("capture.get", { captureId: id }));
    const stream = streams[0]!;
    const away = gaps[stream.id]!.filter(({ reason }) => reason === "disconnect");
    expect(away).toMatchObject([{ exact: false }]);
    const missing = gaps[stream.id]!.reduce((sum, gap) => sum + gap.rows, 0);
    expect(stream.rows + missing).toBe(stream.endIndex);

    // Each row carries its own number in its last two columns: every stored one is a row that the glove measured.
    const answer = await host.fetch(new Request(`http://host/${bulkPaths.samples(id, stream.id, 0, stream.endIndex)}`));
    const { values, width, runs } = decodeSlice(await answer.arrayBuffer());
    expect(runs.at(0)!.rows).toBe(away[0]!.firstIndex);
    expect(runs.at(-1)!.firstIndex).toBe(away[0]!.firstIndex + away[0]!.rows);
    let before = -1;
    for (let at = 0; at < values.length; at += width) {
      const row = values.subarray(at, at + width);
      const number = row[7]! + row[8]! * 32_768;
      expect(number).toBeGreaterThan(before);
      expect([...row]).toEqual([...feed.rows(number, 1)]);
      before = number;
    }
  },
);
