import type { CaptureStream, ClipSpan } from "#domain/captures.ts";
import type { SampleArray } from "#domain/channels.ts";
import { pyramidLevels } from "#domain/pyramid.ts";
import { decodeArrivals, encodeArrivals } from "./arrivalsCodec.ts";
import { bytesOf, samplesOf } from "./bytes.ts";
import { ClipScanner } from "./clipScanner.ts";
import { chunkRowsOf } from "./journalWriter.ts";
import { PyramidWriter } from "./pyramidWriter.ts";
import { type Db, damaged } from "./sqlite.ts";

interface ChunkHead {
  id: number;
  first_index: number;
  rows: number;
}

/** Work between two looks at the clock and at the event loop, so that a recording's flush is not kept waiting. */
const BATCH_MS = 10;
/** Chunk heads are listed in pages, so that a long stream is never held whole. */
const PAGE = 512;

/**
 * Joins the chunks of one stream per unbroken run, and writes its clipped spans and its pyramid.
 *
 * A generator: each step is one short transaction and yields the rows done so far. Samples are the same after every
 * step, so a crash in the middle loses nothing and the next call does the rest.
 */
export function* finishStream(db: Db, stream: CaptureStream, batchMs = BATCH_MS): Generator<number> {
  const put = {
    clip: db.prepare("INSERT INTO clip (stream_id, first_index, rows) VALUES (?, ?, ?)"),
    block: db.prepare("INSERT INTO pyramid (stream_id, level, block, bins) VALUES (?, ?, ?, ?)"),
  };
  const putClips = (spans: readonly ClipSpan[]) => {
    for (const span of spans) put.clip.run(stream.id, span.firstIndex, span.rows);
  };
  const levels = pyramidLevels(stream.endIndex);
  const channels = stream.format.channels.length;
  const clips = new ClipScanner(stream.format);
  const pyramid = new PyramidWriter(stream.format.sampleType, channels, stream.endIndex, levels, (level, block, bins) =>
    put.block.run(stream.id, level, block, bytesOf(bins)),
  );

  db.transaction(() => {
    // What a finish that was cut short left behind.
    db.prepare("DELETE FROM clip WHERE stream_id = ?").run(stream.id);
    db.prepare("DELETE FROM pyramid WHERE stream_id = ?").run(stream.id);
  }).immediate();

  const groups = chunkGroups(db, stream);
  const join = chunkJoiner(db, stream);
  let done = 0;
  for (let more = true; more; ) {
    db.transaction(() => {
      const until = performance.now() + batchMs;
      do {
        const next = groups.next();
        more = !next.done;
        if (next.done) break;
        const rows = join(next.value);
        const first = next.value[0]!.first_index;
        putClips(clips.add(rows, first));
        pyramid.add(rows, first);
        done += rows.length / channels;
      } while (performance.now() < until);
      if (!more) {
        putClips(clips.end());
        pyramid.end();
        db.prepare("UPDATE stream SET pyramid_levels = ?, clipped = ? WHERE id = ?").run(levels, clips.rows, stream.id);
      }
    }).immediate();
    yield done;
  }
}

/** The chunks that belong together: without a hole between them, and no longer than a chunk should be. */
function* chunkGroups(db: Db, stream: CaptureStream): Generator<ChunkHead[]> {
  const maxRows = chunkRowsOf(stream);
  const page = db.prepare<[number, number, number], ChunkHead>(
    "SELECT id, first_index, rows FROM chunk WHERE stream_id = ? AND first_index >= ? ORDER BY first_index LIMIT ?",
  );
  let group: ChunkHead[] = [];
  let rows = 0;
  let end = 0;
  for (let heads = page.all(stream.id, 0, PAGE); heads.length > 0; heads = page.all(stream.id, end, PAGE)) {
    for (const head of heads) {
      if (group.length > 0 && (head.first_index !== end || rows + head.rows > maxRows)) {
        yield group;
        group = [];
        rows = 0;
      }
      group.push(head);
      rows += head.rows;
      end = head.first_index + head.rows;
    }
  }
  if (group.length > 0) yield group;
}

/** Replaces the chunks of a group by one; the function returned gives back their rows. */
function chunkJoiner(db: Db, stream: CaptureStream): (group: readonly ChunkHead[]) => SampleArray {
  const read = db.prepare<[number], { data: Uint8Array; arrivals: Uint8Array }>(
    "SELECT data, arrivals FROM chunk WHERE id = ?",
  );
  const remove = db.prepare("DELETE FROM chunk WHERE id = ?");
  const insert = db.prepare("INSERT INTO chunk (stream_id, first_index, rows, data, arrivals) VALUES (?, ?, ?, ?, ?)");
  return (group) => {
    const chunks = group.map(({ id }) => read.get(id)!);
    const rows = group.reduce((sum, head) => sum + head.rows, 0);
    const samples = samplesOf(
      stream.format.sampleType,
      chunks.map(({ data }) => data),
    );
    if (samples.length !== rows * stream.format.channels.length)
      throw damaged(`${rows} rows of ${samples.length} values`);
    if (group.length === 1) return samples;
    const arrivals = encodeArrivals(chunks.flatMap((chunk) => decodeArrivals(chunk.arrivals)));
    for (const { id } of group) remove.run(id);
    insert.run(stream.id, group[0]!.first_index, rows, bytesOf(samples), arrivals);
    return samples;
  };
}
