import { isEvent } from "#domain/labeling/reshape.ts";
import { type Segment, TRACK_KINDS, type Track } from "#domain/labeling/segments.ts";
import type { About } from "../labelFile.ts";
import { QUALITY_TYPE, TIER_TYPE } from "./types.ts";

interface Annotation {
  readonly segment: Segment;
  readonly startMs: number;
  readonly endMs: number;
}

/** One annotation at a time: where segments of a lane overlap there are several tiers. */
interface Tier {
  readonly id: string;
  readonly track: Track;
  readonly hand: Segment["hand"];
  readonly annotations: readonly Annotation[];
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="Ringside" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd"`;

/** An ELAN document: a tier for each track and hand, one below it where segments have a quality, times in whole milliseconds. */
export function writeElan(tracks: readonly Track[], { videos, writtenAt }: About): string {
  const tiers = tiersOf(tracks);
  const slots: { readonly id: string; readonly ms: number }[] = [];
  const body: string[] = [];
  let last = 0;
  for (const tier of tiers) {
    const qualities: string[] = [];
    body.push(tierTag(tier.id, tier, TIER_TYPE[tier.track.kind], null));
    for (const { segment, startMs, endMs } of tier.annotations) {
      const id = `a${++last}`;
      const [from, to] = [`${id}from`, `${id}to`];
      slots.push({ id: from, ms: startMs }, { id: to, ms: endMs });
      body.push(
        `<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="${id}" TIME_SLOT_REF1="${from}" TIME_SLOT_REF2="${to}">${value(segment.label)}</ALIGNABLE_ANNOTATION></ANNOTATION>`,
      );
      if (segment.quality === null) continue;
      qualities.push(
        `<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a${++last}" ANNOTATION_REF="${id}">${value(segment.quality)}</REF_ANNOTATION></ANNOTATION>`,
      );
    }
    body.push("</TIER>");
    if (qualities.length > 0)
      body.push(tierTag(freeId(`${tier.id} quality`, tiers), tier, QUALITY_TYPE, tier.id), ...qualities, "</TIER>");
  }
  slots.sort((a, b) => a.ms - b.ms);
  return [
    `${HEAD} DATE="${writtenAt.toISOString()}">`,
    '<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">',
    ...videos.map(
      ({ fileName, mime, originMs }) =>
        `<MEDIA_DESCRIPTOR MEDIA_URL="${escaped(encodeURI(`./${fileName}`))}" RELATIVE_MEDIA_URL="${escaped(encodeURI(`./${fileName}`))}" MIME_TYPE="${escaped(mime)}" TIME_ORIGIN="${originMs}"/>`,
    ),
    `<PROPERTY NAME="lastUsedAnnotationId">${last}</PROPERTY>`,
    "</HEADER>",
    "<TIME_ORDER>",
    ...slots.map(({ id, ms }) => `<TIME_SLOT TIME_SLOT_ID="${id}" TIME_VALUE="${ms}"/>`),
    "</TIME_ORDER>",
    ...body,
    ...TRACK_KINDS.map(
      (kind) =>
        `<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="${TIER_TYPE[kind]}" TIME_ALIGNABLE="true" GRAPHIC_REFERENCES="false"/>`,
    ),
    `<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="${QUALITY_TYPE}" TIME_ALIGNABLE="false" GRAPHIC_REFERENCES="false" CONSTRAINTS="Symbolic_Association"/>`,
    '<CONSTRAINT STEREOTYPE="Symbolic_Association" DESCRIPTION="1-1 association with a parent annotation"/>',
    "</ANNOTATION_DOCUMENT>\n",
  ].join("\n");
}

function tiersOf(tracks: readonly Track[]): Tier[] {
  const tiers: Tier[] = [];
  for (const track of tracks)
    for (const hand of new Set(track.segments.map((segment) => segment.hand)))
      for (const annotations of apart(track.segments.filter((segment) => segment.hand === hand))) {
        const id = freeId(hand === null ? track.name : `${track.name} ${hand}`, tiers);
        tiers.push({ id, track, hand, annotations });
      }
  return tiers;
}

/** The segments in as many lists as it takes for none to overlap in any. They come by start. */
function apart(segments: readonly Segment[]): Annotation[][] {
  const lists: Annotation[][] = [];
  for (const segment of segments) {
    const startMs = Math.round(segment.startUs / 1000);
    // An annotation of no length cannot be seen there; one of a millisecond is read as a moment.
    const endMs = isEvent(segment) ? startMs + 1 : Math.max(startMs + 1, Math.round(segment.endUs / 1000));
    const free = lists.find((list) => list.at(-1)!.endMs <= startMs);
    if (free) free.push({ segment, startMs, endMs });
    else lists.push([{ segment, startMs, endMs }]);
  }
  return lists;
}

function freeId(wanted: string, taken: readonly { readonly id: string }[]): string {
  for (let times = 1; ; times++) {
    const id = times === 1 ? wanted : `${wanted} (${times})`;
    if (!taken.some((tier) => tier.id === id)) return id;
  }
}

function tierTag(id: string, { track, hand }: Tier, type: string, parent: string | null): string {
  const attributes = {
    TIER_ID: id,
    ANNOTATOR: track.name,
    ...(hand === null ? {} : { PARTICIPANT: hand }),
    LINGUISTIC_TYPE_REF: type,
    ...(parent === null ? {} : { PARENT_REF: parent }),
  };
  const written = Object.entries(attributes).map(([name, words]) => `${name}="${escaped(words)}"`);
  return `<TIER ${written.join(" ")}>`;
}

function value(words: string): string {
  return `<ANNOTATION_VALUE>${escaped(words)}</ANNOTATION_VALUE>`;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML has no way to write what is neither a character nor a line end there: it becomes the sign for that. */
function escaped(words: string): string {
  return words
    .toWellFormed()
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)
    .replace(/[\t\r\n]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[^\t\r\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}
