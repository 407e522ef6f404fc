import type { CSSProperties } from "react";
import { Meter } from "react-aria-components";
import type { Bill, Instructions } from "#domain/deploy/pack.ts";
import { useApp, useOf } from "../../app/app.ts";
import { cx } from "../../ui/cx.ts";
import { bytes, count, share } from "../../ui/figures.ts";
import { Badge, ProgressBar } from "../../ui/Marks.tsx";
import { Explained } from "../../ui/Tooltip.tsx";
import { text } from "../../ui/text.ts";
import styles from "./BillStep.module.css";
import { ProblemNote } from "./ProblemNote.tsx";
import { StepPart } from "./StepPart.tsx";
import { billMark } from "./steps.ts";
import words from "./Words.module.css";

/** What the pack costs on the board, before anything is built. */
export function BillStep() {
  const { packs } = useApp();
  const state = useOf(packs, (all) => all);
  const { bill, billing } = state;
  return (
    <StepPart step="bill" mark={billMark(state)} actions={bill?.ok && <Source by={bill.value.by} />}>
      {billing !== null && (
        <>
          <p className={words.quiet}>{text("deploy.bill.counting")}</p>
          <ProgressBar label={text("deploy.bill.counting")} share={billing.share} />
        </>
      )}
      {bill?.ok === false && <ProblemNote problem={bill.problem} />}
      {bill?.ok && <Costs bill={bill.value} />}
    </StepPart>
  );
}

function Source({ by }: Pick<Bill, "by">) {
  return (
    <Explained words={text(`deploy.bill.by.${by}.why`)}>
      <span role="note">
        <Badge tone={by === "measured" ? "ok" : "neutral"}>{text(`deploy.bill.by.${by}`)}</Badge>
      </span>
    </Explained>
  );
}

function Costs({ bill }: { readonly bill: Bill }) {
  const { board, perSample, perSegment, decisionLatencyMs, battery } = bill;
  return (
    <>
      {bill.problems.map((problem) => (
        <ProblemNote key={problem.code} problem={problem} />
      ))}
      <p className={words.quiet}>{text("deploy.bill.board", { name: board.name, mhz: board.clockHz / 1e6 })}</p>
      <div className={styles.bars}>
        <Bar
          name={text("deploy.bill.flash")}
          used={bill.flashBytes}
          limit={board.flashBytes}
          parts={bill.parts.map(({ part, flashBytes }) => [part, flashBytes])}
        />
        <Bar
          name={text("deploy.bill.ram")}
          used={bill.ramBytes}
          limit={board.ramBytes}
          parts={bill.parts.map(({ part, ramBytes }) => [part, ramBytes])}
        />
        <Bar name={text("deploy.bill.stack")} used={bill.stackBytes} limit={board.ramBytes} parts={[]} />
      </div>
      <dl className={styles.figures}>
        <Figure
          name={text("deploy.bill.perSample")}
          value={spent(perSample)}
          why={text("deploy.bill.instructions.why")}
        />
        <Figure
          name={text("deploy.bill.perSegment")}
          value={spent(perSegment)}
          why={text("deploy.bill.instructions.why")}
        />
        <Figure
          name={text("deploy.bill.latency")}
          value={
            decisionLatencyMs === null ? text("deploy.bill.latency.none") : text("validate.spread", decisionLatencyMs)
          }
          why={text("deploy.bill.latency.why")}
        />
        <Figure
          name={text("deploy.bill.battery")}
          value={text("deploy.bill.battery.hours", { hours: Math.round(battery.hours) })}
          why={text("deploy.bill.battery.why", { cell_mAh: battery.cellMah, average_mA: battery.averageMa.toFixed(1) })}
        />
      </dl>
      <p className={words.quiet}>
        {text("deploy.bill.battery.why", { cell_mAh: battery.cellMah, average_mA: battery.averageMa.toFixed(1) })}{" "}
        {text("deploy.bill.battery.drains", { drains: battery.drains.map(drain).join(", ") })}
      </p>
    </>
  );
}

function drain({ part, milliamps, from }: Bill["battery"]["drains"][number]): string {
  return text(`bill.drain.${from}`, { part: text(`bill.drain.part.${part}`), milliamps: milliamps.toFixed(2) });
}

function spent({ mean, worst }: Instructions): string {
  return text("deploy.bill.instructions", { mean: count(mean), worst: count(worst) });
}

interface BarProps {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  readonly parts: readonly (readonly [part: string, size: number])[];
}

/** How much of the board's memory is taken; over the limit it says so in words, too. */
function Bar({ name, used, limit, parts }: BarProps) {
  const taken = used / limit;
  const made = parts.filter(([, size]) => size > 0).map(([part, size]) => `${part} ${bytes(size)}`);
  return (
    <div className={styles.bar} title={made.join(", ")}>
      <span>{name}</span>
      <Meter
        className={cx(styles.rail)}
        aria-label={name}
        maxValue={limit}
        value={Math.min(used, limit)}
        valueLabel={text("deploy.bill.of", { used: bytes(used), limit: bytes(limit) })}
      >
        <span
          className={styles.fill}
          data-over={taken > 1 || undefined}
          style={{ "--share": Math.min(1, taken) } as CSSProperties}
        />
      </Meter>
      <span className="number">{text("deploy.bill.of", { used: bytes(used), limit: bytes(limit) })}</span>
      <span className="number">{taken > 1 ? text("deploy.bill.over") : share(taken)}</span>
    </div>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly why: string;
}

function Figure({ name, value, why }: FigureProps) {
  return (
    <div title={why}>
      <dt>{name}</dt>
      <dd className="number">{value}</dd>
    </div>
  );
}
