import { createHash } from "node:crypto";
import { type EngineSource, includeOrder, withoutLocalIncludes } from "./engineSource.ts";
import type { UsedParts } from "./usedParts.ts";

/** What a pack's header includes of the engine. */
export const RECOGNIZER = "pack/recognizer.hpp";
export const ENGINE_FOLDER = "ringside_engine";

/**
 * The engine as a pack carries it: the very headers, in a namespace of this build. A build is the engine's source together
 * with the parts that are in it, so packs of one build share its code in one program, and packs of different builds never
 * meet: neither a table nor a function has the same name.
 */
export interface EngineCopy {
  /** `ringside_` and eight digits of the build. */
  readonly namespace: string;
  /** Headers by their path below the engine's folder; the first is the one to include. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** The same as one text, to stand in a header of its own. */
  readonly inOne: string;
}

export function engineCopy(source: EngineSource, parts: UsedParts): EngineCopy {
  const order = includeOrder(source, RECOGNIZER);
  const texts = order.map((path) => source.files.get(path)!);
  const build = createHash("sha256")
    .update(JSON.stringify([order, texts, parts.macros]))
    .digest("hex")
    .slice(0, 8);
  const namespace = `ringside_${build}`;
  const renamed = texts.map((text) => text.replace(/\bnamespace ringside\b/g, `namespace ${namespace}`));
  const entry = entryText(namespace, source, parts, `#include "${RECOGNIZER}"`);
  const inOne = entryText(
    namespace,
    source,
    parts,
    order.map((path, i) => `/* ---- ${path} ---- */\n${body(withoutLocalIncludes(renamed[i]!)).trim()}`).join("\n\n"),
  );
  return {
    namespace,
    files: [
      [`${namespace}.hpp`, entry],
      ...order.map((path, i) => [path, guarded(renamed[i]!, guardOf(namespace, path))] as const),
    ],
    inOne,
  };
}

/** At -O2 g++ 12 does not see that a checked descriptor is always long enough, and warns of what cannot happen. */
const QUIET = [
  "#if defined(__GNUC__) && !defined(__clang__)",
  "#pragma GCC diagnostic push",
  '#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"',
  "#endif",
];
const LOUD = ["#if defined(__GNUC__) && !defined(__clang__)", "#pragma GCC diagnostic pop", "#endif"];

function entryText(namespace: string, source: EngineSource, { macros, segmenters, features }: UsedParts, rest: string) {
  const guard = guardOf(namespace, "build");
  return [
    "/*",
    " * The engine of Ringside with the parts that this pack needs.",
    ` * Segmenter: ${segmenters.join(", ")}. Features: ${features.length}. Source: ${source.hash.slice(0, 16)}.`,
    " */",
    `#ifndef ${guard}`,
    `#define ${guard}`,
    "",
    // Another pack, or the whole engine, may have been included before.
    ...undefines(macros),
    ...macros.map(([name, value]) => `#define ${name} ${value}`),
    "",
    ...QUIET,
    rest,
    ...LOUD,
    "",
    ...undefines(macros),
    "#undef RINGSIDE_SEGMENTER_LIST",
    "#undef RINGSIDE_FEATURE_LIST",
    "#undef RINGSIDE_STATUS_LIST",
    "",
    `#endif  // ${guard}`,
    "",
  ].join("\n");
}

function undefines(macros: UsedParts["macros"]): string[] {
  return macros.map(([name]) => `#undef ${name.replace("(X)", "")}`);
}

/** A guard of its own for each build: "once" would take equal copies of two libraries for two files, or for one. */
function guarded(text: string, guard: string): string {
  return `#ifndef ${guard}\n#define ${guard}\n${body(text)}\n#endif  // ${guard}\n`;
}

function body(text: string): string {
  return text.replace(/^#pragma once\n/, "");
}

function guardOf(namespace: string, path: string): string {
  return `${namespace}_${path.replace(/\W/g, "_")}`.toUpperCase();
}
