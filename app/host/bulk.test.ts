import { describe, expect, it } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import { decodeSlice, type SampleSlice } from "#contract/slice.ts";
import { ProblemError } from "#domain/problems.ts";
import { bulkFetch } from "./bulk.ts";
import type { ProjectStore } from "./store/api.ts";
import { format } from "./store/testing/fixtures.ts";

const SLICE: SampleSlice = {
  key: 3,
  sampleType: "int16",
  width: 18,
  runs: [{ firstIndex: 5, rows: 1 }],
  values: new Int16Array(18),
};

/** A project with one capture of one stream, `endIndex` samples long. */
function project(endIndex: number, read: () => Promise<SampleSlice> = async () => SLICE) {
  const asked: unknown[][] = [];
  const log: string[] = [];
  const store = {
    capture: async () => ({ streams: [{ id: 3, endIndex, format: format(18) }] }),
    readSamples: (...question: unknown[]) => {
      asked.push(question);
      return read();
    },
    readPyramid: (...question: unknown[]) => {
      asked.push(question);
      return read();
    },
  } as unknown as ProjectStore;
  const fetch = bulkFetch(
    () => store,
    (message) => log.push(message),
  );
  return { asked, log, get: (path: string) => fetch(new Request(`http://host/${path}`)) };
}

describe("Bulk samples", () => {
  it("come as an encoded slice that no cache keeps", async () => {
    const { get, asked } = project(1_000);
    const answer = await get(bulkPaths.samples("c", 3, 5, 6));
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(decodeSlice(await answer.arrayBuffer())).toEqual(SLICE);
    await get(bulkPaths.pyramid("c", 3, 2, 0, 100));
    expect(asked).toEqual([
      ["c", 3, 5, 6],
      ["c", 3, 2, 0, 100],
    ]);
  });

  it("are cut to what exists, however far a page asks", async () => {
    expect((await project(1_000).get(bulkPaths.samples("c", 3, 0, 1e12))).status).toBe(200);
  });

  it("are refused with a reason when they would be more than 64 MB", async () => {
    const { get, asked } = project(10_000_000);
    const answer = await get(bulkPaths.samples("c", 3, 0, 10_000_000));
    expect(answer.status).toBe(413);
    expect(await answer.text()).toBe("the answer would be 343 MB; ask for a shorter range");
    expect(asked).toEqual([]);
    expect((await get(bulkPaths.samples("c", 9, 0, 10_000_000))).status).toBe(404);
  });

  it.each(["from=0", "from=a&to=1", "from=-1&to=1", "from=2&to=1", "from=0&to=1.5", "from=0&to=9999999999999999"])(
    "are refused for the range %s",
    async (range) => {
      const { get, asked } = project(1_000);
      expect((await get(`bulk/captures/c/streams/3/samples?${range}`)).status).toBe(400);
      expect(asked).toEqual([]);
    },
  );

  it("are not there where the store does not know them, no project is open, or the path is another", async () => {
    const unknown = project(10, () => Promise.reject(new ProblemError("pyramid.noLevel")));
    const answer = await unknown.get(bulkPaths.pyramid("c", 3, 9, 0, 1));
    expect([answer.status, await answer.text()]).toEqual([404, "pyramid.noLevel"]);
    const none = bulkFetch(
      () => null,
      () => {},
    );
    expect((await none(new Request("http://host/bulk/captures/c/streams/3/samples?from=0&to=1"))).status).toBe(404);
    expect((await unknown.get("bulk/captures")).status).toBe(404);
  });

  it("say that something is wrong without telling a page what", async () => {
    const { get, log } = project(10, () => Promise.reject(new Error("SQLITE_IOERR in chunk 7")));
    const answer = await get(bulkPaths.samples("c", 3, 0, 1));
    expect([answer.status, await answer.text()]).toEqual([500, "this could not be read"]);
    expect(log[0]).toContain("SQLITE_IOERR");
  });
});
