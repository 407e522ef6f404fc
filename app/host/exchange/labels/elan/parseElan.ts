import { SaxesParser } from "saxes";
import { badLine } from "../labelFile.ts";

export interface ElanTier {
  readonly id: string;
  readonly type: string | undefined;
  readonly annotator: string | undefined;
  readonly participant: string | undefined;
  readonly annotations: ElanAnnotation[];
}

/** `from` and `to` are null where it takes its times from the annotation `of`. */
export interface ElanAnnotation {
  readonly id: string;
  readonly line: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly of: string | null;
  words: string;
}

export interface ElanDocument {
  readonly tiers: readonly ElanTier[];
  /** Milliseconds by time slot, as they are written; a slot without a time is not there. */
  readonly slots: ReadonlyMap<string, string>;
}

/** An ELAN document is five deep. */
const DEEPEST = 12;

/**
 * What an ELAN document holds of tiers, annotations and times; all else is passed over. Nothing is fetched, and no entity is
 * known but XML's own five: a document with a DOCTYPE is none of ELAN's.
 * @throws ProblemError labels.badLine {line, found}
 */
export function parseElan(text: string): ElanDocument {
  const tiers: ElanTier[] = [];
  const slots = new Map<string, string>();
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const refuse = (found: string): never => {
    throw badLine(parser.line, found);
  };
  let depth = 0;
  let tier: ElanTier | null = null;
  let annotation: ElanAnnotation | null = null;
  let words: string | null = null;
  parser.on("error", ({ message }) => refuse(message));
  parser.on("doctype", (doctype) => refuse(`<!DOCTYPE${doctype}>`));
  parser.on("opentag", ({ name, attributes: given }) => {
    depth += 1;
    if (depth === 1 && name !== "ANNOTATION_DOCUMENT") refuse(`<${name}>`);
    if (depth > DEEPEST) refuse(`<${name}>`);
    const of = (key: string): string => given[key] ?? refuse(`<${name}> ${key}?`);
    switch (name) {
      case "HEADER":
        if ((given.TIME_UNITS ?? "milliseconds") !== "milliseconds") refuse(`TIME_UNITS="${given.TIME_UNITS}"`);
        break;
      case "TIME_SLOT":
        if (given.TIME_VALUE !== undefined) slots.set(of("TIME_SLOT_ID"), given.TIME_VALUE);
        break;
      case "TIER": {
        const { LINGUISTIC_TYPE_REF: type, ANNOTATOR: annotator, PARTICIPANT: participant } = given;
        const opened = { id: of("TIER_ID"), type, annotator, participant, annotations: [] };
        tiers.push(opened);
        tier = opened;
        break;
      }
      case "ALIGNABLE_ANNOTATION":
      case "REF_ANNOTATION": {
        const aligned = name === "ALIGNABLE_ANNOTATION";
        annotation = {
          id: of("ANNOTATION_ID"),
          line: parser.line,
          from: aligned ? of("TIME_SLOT_REF1") : null,
          to: aligned ? of("TIME_SLOT_REF2") : null,
          of: aligned ? null : of("ANNOTATION_REF"),
          words: "",
        };
        if (tier === null) refuse(`<${name}>`);
        else tier.annotations.push(annotation);
        break;
      }
      case "ANNOTATION_VALUE":
        words = "";
    }
  });
  const hear = (piece: string) => {
    if (words !== null) words += piece;
  };
  parser.on("text", hear);
  parser.on("cdata", hear);
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    if (name === "TIER") tier = null;
    else if (name === "ALIGNABLE_ANNOTATION" || name === "REF_ANNOTATION") annotation = null;
    else if (name === "ANNOTATION_VALUE") {
      if (annotation !== null) annotation.words = words ?? "";
      words = null;
    }
  });
  parser.write(text).close();
  return { tiers, slots };
}
