import { readdir } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { rounded } from "./measure.ts";

/**
 * `npm run bench [names]`: runs the benchmarks beside this file (all, or those whose name holds one of the words) and
 * prints one JSON object: the machine, then each result. What it is doing goes to standard error.
 */
interface Benchmark {
  readonly name: string;
  run(): Promise<object>;
}

const ENDING = ".bench.ts";

async function findBenchmarks(words: readonly string[]): Promise<Benchmark[]> {
  const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith(ENDING)).sort();
  const all = await Promise.all(files.map(async (file) => (await import(`./${file}`)) as Benchmark));
  return words.length === 0 ? all : all.filter(({ name }) => words.some((word) => name.includes(word)));
}

function machine() {
  return {
    cpus: cpus().length,
    cpu: cpus()[0]?.model ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    /** Over the last minute, before anything ran: above 1 a core, times are too long. */
    load: rounded(loadavg()[0]!),
  };
}

const words = process.argv.slice(2);
const benchmarks = await findBenchmarks(words);
if (benchmarks.length === 0) {
  console.error(`no benchmark is named ${words.join(" or ")}`);
  process.exitCode = 2;
} else {
  const report = { machine: machine(), results: {} as Record<string, object> };
  for (const { name, run } of benchmarks) {
    console.error(`${name} …`);
    try {
      report.results[name] = await run();
    } catch (error) {
      report.results[name] = { failed: String(error) };
      process.exitCode = 1;
    }
  }
  console.log(JSON.stringify(report, null, 2));
}
