import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bulkPaths } from "#contract/bulk.ts";
import type { CallName, Input, Output } from "#contract/contract.ts";
import type { Outcome } from "#contract/schemas.ts";
import { decodeSlice } from "#contract/slice.ts";
import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import type { HostForShell } from "#host/api.ts";
import { createHost } from "#host/host.ts";
import type { Sources } from "#host/sources/sources.ts";
import { standardSources } from "#host/sources/standard.ts";

/** Rows of one piece: what the timeline reads at once. */
const PIECE_ROWS = 50_000;

/** Rows without a hole, as they are stored. */
export interface StoredRun {
  readonly firstIndex: number;
  /** Interleaved. */
  readonly rows: Int16Array | Float32Array;
}

/** The real host on folders of its own, with an empty project open: what every shell stands on. */
export class HostRig {
  readonly folder: string;
  readonly host: HostForShell;
  /** Where a VirtualBoard tells the host of its port. */
  readonly portsFile: string;

  private constructor(folder: string, host: HostForShell) {
    this.folder = folder;
    this.host = host;
    this.portsFile = portsFileIn(folder);
  }

  /** @param sources the ways in; those of an ordinary machine if unsaid */
  static async open(sources?: Sources): Promise<HostRig> {
    const folder = await mkdtemp(join(tmpdir(), "ringside-host-"));
    const host = await createHost({
      dataFolder: join(folder, "data"),
      projectsFolder: join(folder, "projects"),
      sources: sources ?? standardSources({ portsFile: portsFileIn(folder) }),
      log: () => {},
    });
    const rig = new HostRig(folder, host);
    await rig.okay("project.create", { name: "Journey" });
    return rig;
  }

  async close(): Promise<void> {
    await this.host.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  ask<K extends CallName>(name: K, input?: Input<K>): Promise<Output<K>> {
    return this.host.call(name, input) as Promise<Output<K>>;
  }

  /** Asks for something that must go well. */
  async okay<K extends CallName>(name: K, input?: Input<K>): Promise<Value<Output<K>>> {
    const outcome = (await this.ask(name, input)) as Outcome<Value<Output<K>>>;
    if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.problem)}`);
    return outcome.value;
  }

  /** The newest capture, whole. */
  async newest(): Promise<CaptureDetail> {
    const [capture] = await this.ask("capture.list", { deleted: false });
    return this.okay("capture.get", { captureId: capture!.id });
  }

  /** Every stored row of a stream, in pieces, over the same way that the page takes. */
  async *stored(capture: CaptureDetail, stream: CaptureStream): AsyncGenerator<StoredRun> {
    for (let from = 0; from < stream.endIndex; from += PIECE_ROWS) {
      const path = bulkPaths.samples(capture.id, stream.id, from, from + PIECE_ROWS);
      const answer = await this.host.fetch(new Request(`http://host/${path}`));
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      const slice = decodeSlice(await answer.arrayBuffer());
      let at = 0;
      for (const run of slice.runs) {
        const to = at + run.rows * slice.width;
        yield { firstIndex: run.firstIndex, rows: slice.values.subarray(at, to) };
        at = to;
      }
    }
  }

  /** The same, all at once: for short captures. */
  async storedRuns(capture: CaptureDetail, stream: CaptureStream): Promise<StoredRun[]> {
    const runs: StoredRun[] = [];
    for await (const run of this.stored(capture, stream)) runs.push(run);
    return runs;
  }
}

function portsFileIn(folder: string): string {
  return join(folder, "ports.json");
}

type Value<T> = T extends { ok: true; value: infer V } ? V : never;

/** Whether two blocks of rows are the same, bit for bit. */
export function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  const bytes = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return Buffer.compare(bytes(a), bytes(b)) === 0;
}
