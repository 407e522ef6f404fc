import type { FeatureOfClass } from "#contract/learning.ts";
import type { FeatureRow } from "../../../training/training.ts";
import { count } from "../../../ui/figures.ts";
import { LabelMark } from "../../../ui/LabelMark.tsx";
import { labelColour } from "../../../ui/labels.ts";
import { text } from "../../../ui/text.ts";
import parts from "../parts.module.css";
import styles from "./Features.module.css";
import { fWords, shortNumber, spanOf } from "./rows.ts";

const WIDTH = 240;
const HEIGHT = 20;
const PAD = 4;

/** A feature by class: the box holds the middle half, its line is the median, the dot the mean, whiskers reach all. */
export function BoxPlot({ feature: { id, f, classes } }: { readonly feature: FeatureRow }) {
  const { low, high } = spanOf(classes);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span className={styles.id}>{id}</span>
        <span className={parts.quiet}>{text("train.features.fOf", { f: fWords(f) })}</span>
      </figcaption>
      <table className={styles.boxes}>
        <tbody>
          {classes.map((one) => (
            <tr key={one.label} title={spreadWords(one)}>
              <th scope="row">
                <LabelMark label={one.label} />
              </th>
              <td className={styles.boxCell}>
                <Box one={one} low={low} high={high} />
              </td>
              <td className={styles.number}>{shortNumber(one.median)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <td className={styles.axis}>
              <span>{shortNumber(low)}</span>
              <span>{shortNumber(high)}</span>
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </figure>
  );
}

function spreadWords({ segments, mean, deviation, median, lowest, highest }: FeatureOfClass): string {
  const [m, d, md, l, h] = [mean, deviation, median, lowest, highest].map(shortNumber);
  return text("train.features.spread", {
    ...{ count: count(segments), mean: m!, deviation: d!, median: md!, lowest: l!, highest: h! },
  });
}

interface BoxProps {
  readonly one: FeatureOfClass;
  readonly low: number;
  readonly high: number;
}

function Box({ one, low, high }: BoxProps) {
  const x = (value: number) => PAD + ((value - low) / (high - low)) * (WIDTH - 2 * PAD);
  const [q1, q3] = [x(one.lowerQuartile), x(one.upperQuartile)];
  const middle = HEIGHT / 2;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={spreadWords(one)}>
      <g style={{ color: `var(${labelColour(one.label)})` }}>
        <line className={styles.whisker} x1={x(one.lowest)} x2={x(one.highest)} y1={middle} y2={middle} />
        <rect className={styles.box} x={q1} width={Math.max(1, q3 - q1)} y={4} height={HEIGHT - 8} />
        <line className={styles.median} x1={x(one.median)} x2={x(one.median)} y1={2} y2={HEIGHT - 2} />
        <circle className={styles.mean} cx={x(one.mean)} cy={middle} r={2.5} />
      </g>
    </svg>
  );
}

/** The same in a row of a table: each class's middle half as a line, over each other. */
export function Boxes({ classes }: Pick<FeatureRow, "classes">) {
  const { low, high } = spanOf(classes);
  const x = (value: number) => PAD + ((value - low) / (high - low)) * (WIDTH - 2 * PAD);
  const step = HEIGHT / classes.length;
  return (
    <svg className={styles.mini} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      {classes.map(({ label, lowerQuartile, upperQuartile }, place) => (
        <rect
          key={label}
          x={x(lowerQuartile)}
          width={Math.max(3, x(upperQuartile) - x(lowerQuartile))}
          y={place * step + 0.5}
          height={Math.max(1.5, step - 1)}
          fill={`var(${labelColour(label)})`}
        />
      ))}
    </svg>
  );
}
