import { Check, Circle, Clock, LoaderCircle, X } from "lucide-react";
import { useEffect, useState } from "react";
import { FLASH_STEPS, type FlashState, type FlashStep } from "#domain/deploy/flash.ts";
import type { FlashSteps, FlashStepView } from "../../deploy/flashing.ts";
import { share } from "../../ui/figures.ts";
import { ProgressBar } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";
import { BoardDrawing } from "./BoardDrawing.tsx";
import styles from "./FlashProgress.module.css";

const ICONS = {
  waiting: Circle,
  running: LoaderCircle,
  stalled: Clock,
  done: Check,
  failed: X,
} as const satisfies Record<FlashState, unknown>;

/** The five steps: what is done, what runs and for how long it may, and what the person can do where one waits for them. */
export function FlashProgress({ steps }: { readonly steps: FlashSteps }) {
  const now = useNow();
  const hint = FLASH_STEPS.map((step) => steps[step].hint).findLast((each) => each !== null) ?? null;
  return (
    <div className={styles.progress}>
      <ol className={styles.steps} aria-label={text("deploy.flash.steps")}>
        {FLASH_STEPS.map((step) => (
          <Line key={step} step={step} view={steps[step]} now={now} />
        ))}
      </ol>
      {hint !== null && (
        <div className={styles.hint} role="alert" ref={show}>
          {hint === "pressReset" ? <BoardDrawing /> : <Clock aria-hidden />}
          <div>
            <p className={styles.deed}>{text(`deploy.hint.${hint}`)}</p>
            <p>{text(`deploy.hint.${hint}.why`)}</p>
          </div>
        </div>
      )}
    </div>
  );
}

/** What the person is asked to do is not below the edge of the window. */
function show(hint: HTMLElement | null): void {
  hint?.scrollIntoView?.({ block: "nearest" });
}

interface LineProps {
  readonly step: FlashStep;
  readonly view: FlashStepView;
  readonly now: number;
}

function Line({ step, view, now }: LineProps) {
  const { state, doneShare } = view;
  const Icon = ICONS[state];
  const runs = state === "running" || state === "stalled";
  return (
    <li className={styles.step} data-state={state} aria-current={runs ? "step" : undefined}>
      <Icon aria-hidden />
      <span className={styles.name}>{text(`deploy.flash.step.${step}`)}</span>
      <span className={styles.bar}>
        {runs && <ProgressBar label={text(`deploy.flash.step.${step}`)} share={doneShare} />}
      </span>
      <span className={styles.said}>{saidOf(view, now)}</span>
    </li>
  );
}

function saidOf({ state, doneShare, limitS, startedMs }: FlashStepView, now: number): string {
  if (state !== "running") return text(`deploy.flash.state.${state}`);
  if (limitS === null || startedMs === null) return "";
  const leftS = Math.ceil(Math.max(0, limitS - Math.max(0, now - startedMs) / 1000));
  return doneShare === null
    ? text("deploy.flash.left", { s: leftS })
    : text("deploy.flash.leftOf", { share: share(doneShare), s: leftS });
}

const TICK_MS = 500;

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
