import { labelName } from "#contract/labels.ts";
import { inOrder, type Segment, UNKNOWN } from "#domain/labeling/segments.ts";
import { badLine, bareSegment, type LabelCodec } from "./labelFile.ts";

/** `12.34`, `.5`; a studio of another country writes a comma. More than ten years is no time in a recording. */
const SECONDS = /^-?\d{0,8}(?:[.,]\d+)?$/;

/**
 * Audacity's label text: start and end in seconds (six decimals, so microseconds are kept) and a label, with tabs between; a point label starts where it ends. It has labels and times only: tracks come
 * one after the other, in time order, and come back as one truth track.
 * Its lines that begin with a backslash (the frequencies of a label) are left out.
 */
export const audacity: LabelCodec = {
  stepUs: 1,

  write: (tracks) =>
    tracks
      .flatMap(({ segments }) => segments)
      .sort(inOrder)
      .map(
        ({ startUs, endUs, label }) => `${seconds(startUs)}\t${seconds(endUs)}\t${label.replace(/[\t\r\n]/g, " ")}\n`,
      )
      .join(""),

  read: (text, into) => {
    const segments = text
      .replace(/^\uFEFF/, "")
      .split(/\r\n|\r|\n/)
      .flatMap((line, at) => (line.trim() === "" || line.startsWith("\\") ? [] : [readLine(line, at + 1)]));
    return [{ kind: "truth", name: into, origin: JSON.stringify({ by: "import" }), segments: segments.sort(inOrder) }];
  },
};

function readLine(line: string, at: number): Segment {
  const [start = "", end = "", ...rest] = line.split("\t");
  if (![start, end].every((cell) => /\d/.test(cell) && SECONDS.test(cell.trim()))) throw badLine(at, line);
  const label = rest.join(" ").trim() || UNKNOWN;
  const [startUs, endUs] = [microseconds(start), microseconds(end)];
  if (!labelName.safeParse(label).success || endUs < startUs) throw badLine(at, line);
  return bareSegment(label, startUs, endUs);
}

/** In whole numbers: a division would round times of long recordings. */
function seconds(us: number): string {
  const digits = String(Math.abs(us)).padStart(7, "0");
  return `${us < 0 ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

function microseconds(seconds: string): number {
  return Math.round(Number(seconds.trim().replace(",", ".")) * 1e6) + 0;
}
