import { segmentingOnly, writeDescriptor } from "#host/engine/descriptor/writeDescriptor.ts";
import { EnginePipeline } from "#host/engine/pipeline.ts";
import { engineVersion } from "#host/engine/version.ts";
import { BOXING } from "./engine/boxingSpec.ts";
import { AXES, RATE_HZ, sessionRows } from "./engine/session.ts";
import { classify, findPunches, lengthsOf } from "./engine/typescriptBoxing.ts";
import { medians, ratios, rounded, timed } from "./measure.ts";

/**
 * Ten hours of six axes on one core: finding the punches, and the whole boxing reference to a class for each, beside a
 * straightforward TypeScript version of the same in the same run.
 */
export const name = "engine";

const HOURS = 10;
const RUNS = 3;

export async function run(): Promise<object> {
  const rows = sessionRows(HOURS * 3600 * RATE_HZ);
  const segmenting = new EnginePipeline(
    writeDescriptor(segmentingOnly(BOXING.inputColumns, BOXING.sensorStages, BOXING.segmenter)),
  );
  const whole = new EnginePipeline(writeDescriptor(BOXING));
  const same = await compare(whole, rows);

  const times = await medians(RUNS, {
    engine: async () => ({
      segmentMs: (await timed(() => segmenting.run(rows))).ms,
      classifyMs: (await timed(() => whole.run(rows))).ms,
    }),
    typescript: async () => ({
      segmentMs: (await timed(() => findPunches(lengthsOf(rows)))).ms,
      classifyMs: (
        await timed(() => {
          const lengths = lengthsOf(rows);
          return findPunches(lengths).map((punch) => classify(rows, lengths, punch));
        })
      ).ms,
    }),
  });
  const frames = rows.length / AXES;
  const perSecond = (ms: number) => rounded((frames / ms) * 1000);
  return {
    what: `${HOURS} h of six axes at ${RATE_HZ} Hz (${frames} samples of ${AXES} values), one core`,
    engineHash: engineVersion().hash.slice(0, 12),
    ...same,
    ...times,
    engineSamplesPerSecond: {
      segment: perSecond(times.engine.segmentMs),
      classify: perSecond(times.engine.classifyMs),
    },
    typescriptToEngine: ratios(times.typescript, times.engine),
  };
}

/** That both do the same work: the segments are equal, and how many classes are. */
async function compare(whole: EnginePipeline, rows: Int16Array) {
  const events = await whole.run(rows);
  const lengths = lengthsOf(rows);
  const punches = findPunches(lengths);
  const equal = punches.every(({ begin, end }, i) => begin === events[i]?.beginIndex && end === events[i]?.endIndex);
  if (!equal || punches.length !== events.length) throw new Error("the TypeScript version finds other segments");
  const agree = punches.filter((punch, i) => classify(rows, lengths, punch) === events[i]!.classNumber).length;
  const classes = new Set(events.map(({ classNumber }) => classNumber)).size;
  return { punches: punches.length, classes, sameClass: agree };
}
