import { type Context, Hono } from "hono";
import { encodeSlice, type SampleSlice } from "#contract/slice.ts";
import { ProblemError } from "#domain/problems.ts";
import type { ProjectStore } from "./store/api.ts";

/** A page asks for what fits its screen; more than this at once is a mistake. */
const LARGEST_ANSWER_BYTES = 64 * 2 ** 20;
/** float32, the larger of the two sample types; and a bin holds two values a channel. */
const BYTES_PER_VALUE = 4;

/**
 * Answers /bulk/… (contract/bulk.ts): samples as encoded slices, their ranges cut to what exists; `addRoutes` answers the
 * rest.
 */
export function bulkFetch(
  openStore: () => ProjectStore | null,
  log: (message: string) => void,
  addRoutes: (app: Hono) => void = () => {},
): (request: Request) => Promise<Response> {
  const app = new Hono();
  app.get("/bulk/captures/:capture/streams/:stream/samples", (c) =>
    answer(c, openStore, 1, (store, captureId, streamId, { from, to }) =>
      store.readSamples(captureId, streamId, from, to),
    ),
  );
  app.get("/bulk/captures/:capture/streams/:stream/pyramid/:level", (c) =>
    answer(c, openStore, 2, (store, captureId, streamId, { from, to }) =>
      store.readPyramid(captureId, streamId, wholeNumber(c.req.param("level"), "level"), from, to),
    ),
  );
  addRoutes(app);
  app.onError((error, c) => {
    log(`${c.req.path}: ${error.stack ?? error.message}`);
    return c.text("this could not be read", 500);
  });
  app.notFound((c) => c.text("there are no such samples", 404));
  return async (request) => app.fetch(request);
}

interface Range {
  readonly from: number;
  readonly to: number;
}
type Read = (store: ProjectStore, captureId: string, streamId: number, range: Range) => Promise<SampleSlice>;

async function answer(c: Context, openStore: () => ProjectStore | null, valuesPerChannel: 1 | 2, read: Read) {
  try {
    const range = requestedRange(c);
    const streamId = wholeNumber(c.req.param("stream"), "stream");
    const captureId = c.req.param("capture") ?? "";
    const store = openStore();
    if (store === null) return c.text("no project is open", 404);
    const bytes = await bytesIn(store, captureId, streamId, range, valuesPerChannel);
    if (bytes > LARGEST_ANSWER_BYTES) {
      return c.text(`the answer would be ${Math.round(bytes / 2 ** 20)} MB; ask for a shorter range`, 413);
    }
    const slice = await read(store, captureId, streamId, range);
    return c.body(encodeSlice(slice), 200, {
      "content-type": "application/octet-stream",
      "cache-control": "no-store",
    });
  } catch (error) {
    if (error instanceof BadRequest) return c.text(error.message, 400);
    if (error instanceof ProblemError) return c.text(error.problem.code, 404);
    throw error;
  }
}

/** An upper bound; only a range that looks too large costs a look at how long the stream is. */
async function bytesIn(
  store: ProjectStore,
  captureId: string,
  streamId: number,
  { from, to }: Range,
  valuesPerChannel: 1 | 2,
): Promise<number> {
  const modest = LARGEST_ANSWER_BYTES / (BYTES_PER_VALUE * 64 * valuesPerChannel);
  if (to - from <= modest) return 0;
  const { streams } = await store.capture(captureId);
  const stream = streams.find(({ id }) => id === streamId);
  if (stream === undefined) throw new ProblemError("stream.notFound");
  const rows = Math.max(0, Math.min(to, stream.endIndex) - from);
  const bytesEach = stream.format.sampleType === "int16" ? 2 : 4;
  return rows * stream.format.channels.length * valuesPerChannel * bytesEach;
}

function requestedRange(c: Context): Range {
  const range = { from: wholeNumber(c.req.query("from"), "from"), to: wholeNumber(c.req.query("to"), "to") };
  if (range.from > range.to) throw new BadRequest("from lies after to");
  return range;
}

function wholeNumber(text: string | undefined, name: string): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new BadRequest(`${name} is not a whole number`);
  return Number(text);
}

class BadRequest extends Error {}
