import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nativeFile } from "../engineSource.ts";
import { className, type PackPart } from "../header.ts";
import type { MadePack } from "../makePack.ts";
import { type Toolchain, writeFiles } from "../tools/toolchain.ts";
import { type ReplayedDecision, readDecisions, recordingBytes } from "./decisions.ts";

/** A pack that was compiled and stands ready to replay recordings. */
export interface ReplayProgram {
  readonly tools: Toolchain;
  /** Everything that a part says about some recordings, each from a reset on. @throws as Toolchain.run */
  replay(part: PackPart, runs: readonly Int16Array[], signal: AbortSignal): Promise<ReplayedDecision[]>;
}

/** An hour of a glove at 119 Hz is emulated in well under a minute. */
const RUN_LIMIT_MS = 300_000;

/**
 * Compiles the library as it is given to others, in a folder that holds nothing else, with a program for each part.
 * @throws as Toolchain.build
 */
export async function replayProgram(
  tools: Toolchain,
  { pack, files, facts }: MadePack,
  folder: string,
  signal: AbortSignal,
): Promise<ReplayProgram> {
  await writeFiles(folder, files);
  await writeFiles(folder, [["replay.cpp", nativeFile("pack/replay.cpp")]]);
  for (const part of facts.parts) {
    const defines = [
      `-DRINGSIDE_PACK="${pack.identifier}.h"`,
      `-DRINGSIDE_PART=${pack.identifier}::${className(part)}`,
      `-DRINGSIDE_COLUMNS=${part.pipeline.inputColumns}`,
    ];
    await tools.build(folder, "replay.cpp", programOf(part), ["-Isrc", ...defines], signal);
  }
  return {
    tools,
    async replay(part, runs, stop) {
      await writeFile(join(folder, "recordings.bin"), recordingBytes(runs, part.pipeline.inputColumns));
      const options = { limitMs: RUN_LIMIT_MS, signal: stop };
      await tools.run(folder, programOf(part), ["recordings.bin", "decisions.bin"], options);
      return readDecisions(await readFile(join(folder, "decisions.bin")));
    },
  };
}

function programOf(part: PackPart): string {
  return `replay-${className(part)}`;
}
