import { useMemo } from "react";
import { binsFor, histogramOf } from "#domain/histogram.ts";
import type { Spread, Validation } from "#domain/validation/results.ts";
import { decisionLatenciesMs, timingErrorsMs } from "#domain/validation/timing.ts";
import { Histogram } from "../../ui/Histogram.tsx";
import { text } from "../../ui/text.ts";
import { Part } from "./Part.tsx";
import styles from "./Timing.module.css";

/** As many columns as stand side by side in half of a narrow window. */
const MOST_COLUMNS = 41;

/** How early or late punches were found, and how long after each the glove would have said so. */
export function Timing({ result: { captures, total } }: { readonly result: Pick<Validation, "captures" | "total"> }) {
  const events = useMemo(() => captures.flatMap((capture) => capture.events), [captures]);
  const errors = useMemo(() => timingErrorsMs(events), [events]);
  const latencies = useMemo(() => decisionLatenciesMs(events), [events]);
  if (total.timingErrorMs === null) return null;
  return (
    <Part label={text("validate.timing.part")} how={text("validate.timing.how")}>
      <div className={styles.plots}>
        <Plot name={text("validate.timing")} values={errors} spread={total.timingErrorMs} />
        {total.decisionLatencyMs !== null && (
          <Plot name={text("validate.latency")} values={latencies} spread={total.decisionLatencyMs} />
        )}
      </div>
    </Part>
  );
}

function Plot({ name, values, spread }: { readonly name: string; readonly values: number[]; readonly spread: Spread }) {
  const bins = useMemo(() => binsFor(values, MOST_COLUMNS), [values]);
  const label = text("validate.timing.words", { name, count: values.length, ...spread });
  return (
    <div className={styles.plot}>
      <p className={styles.words}>{label}</p>
      <Histogram
        label={label}
        bins={bins}
        counts={histogramOf(values, bins)}
        unit={text("validate.timing.unit")}
        words={(ms, count) => text("validate.timing.bar", { ms, count })}
      />
    </div>
  );
}
