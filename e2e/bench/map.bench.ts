import { randomOf } from "#domain/random.ts";
import { featuresOf } from "#host/learn/features/featureSets.ts";
import { layOut, type MapTask } from "#host/learn/features/map/layOut.ts";
import { measureFeatures } from "#host/learn/features/matrix.ts";
import { rounded, timed } from "./measure.ts";

/** The map of 10,000 made segments of 0.8 s in six kinds, with all features: measuring, then both layouts on one thread. */
export const name = "map";

const SEGMENTS = 10_000;
const KINDS = 6;
const ROWS = 80;
const NEEDS = { rateHz: 100, accelRange_g: 16, gyroRange_dps: 2000 };

export async function run(): Promise<object> {
  const random = randomOf(1, "map bench");
  const cuts = Array.from({ length: SEGMENTS }, (_, i) => ({ frames: madePunch(i % KINDS, random) }));
  const features = featuresOf("all");
  const measured = await timed(() => measureFeatures(cuts, NEEDS, features));
  const task: Omit<MapTask, "method"> = {
    values: measured.result.values,
    width: features.length,
    labels: Uint16Array.from(cuts, (_, i) => i % KINDS),
    seed: 1,
  };
  const pca = await timed(async () => layOut({ ...task, method: "pca" }, () => {}));
  const umap = await timed(async () => layOut({ ...task, method: "umap" }, () => {}));
  return {
    segments: SEGMENTS,
    features: features.length,
    measureMs: rounded(measured.ms),
    pcaMs: rounded(pca.ms),
    umapMs: rounded(umap.ms),
    /** Kinds are made to differ: nearly no point should lie among others. */
    oddShare: rounded(umap.result.odd.filter((odd) => odd > 0.5).length / SEGMENTS),
  };
}

/** A hill in two axes that belong to the kind, at a moment and of a height of its own, in noise. */
function madePunch(kind: number, random: ReturnType<typeof randomOf>): Int16Array {
  const [middle, width, height] = [random.between(30, 50), random.between(8, 20), random.between(4000, 15_000)];
  return Int16Array.from({ length: ROWS * 6 }, (_, i) => {
    const [row, axis] = [Math.floor(i / 6), i % 6];
    const hill = Math.max(0, 1 - Math.abs(row - middle) / width);
    const mine = axis === kind ? 1 : axis === (kind + 2) % 6 ? -0.6 : 0;
    return Math.round(height * mine * hill + 300 * random.normal());
  });
}
