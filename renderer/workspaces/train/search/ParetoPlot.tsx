import { useMemo } from "react";
import { count, share } from "../../../ui/figures.ts";
import { text } from "../../../ui/text.ts";
import { classifierWords, inputWords } from "../recipe/planWords.ts";
import { type CandidateRow, type Cost, frontOf, GRID, scaleOf } from "./candidates.ts";
import styles from "./Search.module.css";

interface Props {
  readonly rows: readonly CandidateRow[];
  readonly cost: Cost;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

const WIDTH = 900;
const HEIGHT = 320;
const LEFT = 48;
const FOOT = 36;
const TOP = 12;
const SHAPES: Readonly<Record<CandidateRow["plan"]["classifier"]["kind"], string>> = {
  dense: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
  forest: "M0 -6L6 5H-6z",
  conv: "M-5 -5H5V5H-5z",
};

/** How the instructions of these came about. */
function howKnown(rows: readonly CandidateRow[]): "predicted" | "counted" | "both" {
  const ways = new Set(rows.map(({ cost }) => cost.by));
  return ways.size > 1 ? "both" : ways.has("counted") ? "counted" : "predicted";
}

/** F1 against a cost: the higher and the further left the better. The table under it says the same in words. */
export function ParetoPlot({ rows, cost, chosen, onChoose }: Props) {
  const scale = useMemo(() => scaleOf(rows, cost), [rows, cost]);
  const front = useMemo(() => frontOf(rows, cost), [rows, cost]);
  const x = (row: CandidateRow) => LEFT + (row.cost[cost] / scale.most) * (WIDTH - LEFT - 16);
  const y = (f1: number) => TOP + ((scale.high - f1) / (scale.high - scale.low)) * (HEIGHT - TOP - FOOT);
  const steps = front.map((row, i) => `${i === 0 ? "M" : "H"}${x(row)}${i === 0 ? " " : "V"}${y(row.int8)}`).join("");
  return (
    <figure className={styles.plot}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={text("train.search.plot")}>
        {Array.from({ length: GRID + 1 }, (_, line) => {
          const f1 = scale.low + ((scale.high - scale.low) * line) / GRID;
          const at = LEFT + ((WIDTH - LEFT - 16) * line) / GRID;
          return (
            <g key={f1} className={styles.grid}>
              <line x1={LEFT} x2={WIDTH - 16} y1={y(f1)} y2={y(f1)} />
              <text x={LEFT - 6} y={y(f1) + 4} textAnchor="end">
                {share(f1)}
              </text>
              <text x={at} y={HEIGHT - FOOT + 16} textAnchor={line === GRID ? "end" : "middle"}>
                {count((scale.most * line) / GRID)}
              </text>
            </g>
          );
        })}
        <text className={styles.axis} x={WIDTH - 16} y={HEIGHT - 4} textAnchor="end">
          {text(`train.cost.${cost}.axis`, { by: howKnown(rows) })}
        </text>
        <path className={styles.front} d={steps} />
        {rows.map((row) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table under the plot is its twin for keys and readers.
          <path
            key={row.id}
            className={styles.point}
            data-front={row.onFront || undefined}
            data-chosen={row.id === chosen || undefined}
            d={SHAPES[row.plan.classifier.kind]}
            transform={`translate(${x(row)} ${y(row.int8)})`}
            onClick={() => onChoose(row.id)}
          >
            <title>{`${inputWords(row.plan)}, ${classifierWords(row.plan)}: ${share(row.int8)}`}</title>
          </path>
        ))}
      </svg>
      <figcaption className={styles.key}>{text("train.search.key")}</figcaption>
    </figure>
  );
}
