import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ProblemError } from "#domain/problems.ts";
import { nativeFile } from "../engineSource.ts";
import { className, type PackPart } from "../header.ts";
import type { MadePack } from "../makePack.ts";
import { runTool } from "../tools/runTool.ts";
import { coreToolchain, hostToolchain, type Toolchain, writeFiles } from "../tools/toolchain.ts";
import type { PartCost } from "./cost.ts";

const LIMIT_MS = 120_000;
const PLUGIN = "instruction_count.c";

const count = z.object({ calls: z.number(), mean: z.number(), most: z.number() });
const told = z.object({ object: z.number(), stack: z.number() });
const counted = z.object({ sample: count, decision: count });

/**
 * Compiles a part for the glove's core and runs it over frames in the emulator, which counts. Null where a tool is missing or
 * cannot do it. @throws ProblemError job.cancelled
 */
export async function measureCost(
  made: MadePack,
  part: PackPart,
  frames: Int16Array,
  signal: AbortSignal,
): Promise<PartCost | null> {
  const [core, host] = await Promise.all([coreToolchain(signal), hostToolchain(signal)]);
  if ("missing" in core || "missing" in host) return null;
  const folder = await mkdtemp(join(tmpdir(), "ringside-bill-"));
  try {
    return await measureIn(folder, core, made, part, frames, signal);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code.startsWith("pack.tool")) return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureIn(
  folder: string,
  core: Toolchain,
  { pack, files }: MadePack,
  part: PackPart,
  frames: Int16Array,
  signal: AbortSignal,
): Promise<PartCost | null> {
  const options = { cwd: folder, limitMs: LIMIT_MS, signal };
  await writeFiles(folder, files);
  await writeFiles(folder, [
    ["measure.cpp", nativeFile("pack/measure.cpp")],
    ["on_board.hpp", nativeFile("pack/on_board.hpp")],
    [PLUGIN, nativeFile(`test/cortex_m4/${PLUGIN}`)],
  ]);
  await writeFile(join(folder, "frames.inc"), frameRows(frames, part.pipeline.inputColumns));
  await runTool("cc", ["-O2", "-fPIC", "-shared", PLUGIN, "-o", "count.so"], options);
  const defines = [
    "-Isrc",
    `-DRINGSIDE_PACK="${pack.identifier}.h"`,
    `-DRINGSIDE_PART=${pack.identifier}::${className(part)}`,
    `-DRINGSIDE_COLUMNS=${part.pipeline.inputColumns}`,
  ];
  await core.build(folder, "measure.cpp", "nothing", ["-DRINGSIDE_NOTHING"], signal);
  await core.build(folder, "measure.cpp", "alone", defines, signal);
  await core.build(folder, "measure.cpp", "running", [...defines, '-DRINGSIDE_FRAMES="frames.inc"'], signal);
  const said = await core.run(folder, "running", [], {
    limitMs: LIMIT_MS,
    signal,
    emulator: ["-plugin", "./count.so,out=count.json"],
  });
  const facts = told.parse(
    Object.fromEntries([...said.matchAll(/^(\w+) (\d+)$/gm)].map(([, fact, value]) => [fact, Number(value)])),
  );
  const { sample, decision } = counted.parse(JSON.parse(await readFile(join(folder, "count.json"), "utf8")));
  if (decision.calls === 0) return null;
  const flashOf = async (program: string) => flashIn(await runTool("arm-none-eabi-size", [`${program}.elf`], options));
  return {
    flashBytes: (await flashOf("alone")) - (await flashOf("nothing")),
    objectBytes: facts.object,
    stackBytes: facts.stack,
    perSample: { mean: sample.mean, worst: sample.most },
    perSegment: { mean: decision.mean, worst: decision.most },
  };
}

/** Code, constants and the first values of variables, of what `size` prints. */
function flashIn(said: string): number {
  const [text, data] = said.split("\n")[1]!.trim().split(/\s+/).map(Number);
  return text! + data!;
}

function frameRows(frames: Int16Array, columns: number): string {
  const rows = Array.from({ length: frames.length / columns }, (_, i) =>
    frames.subarray(i * columns, (i + 1) * columns),
  );
  return rows.map((row) => `{${row.join(",")}},\n`).join("");
}
