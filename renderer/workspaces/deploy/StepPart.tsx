import { Check, Circle, LoaderCircle, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { text } from "../../ui/text.ts";
import styles from "./StepPart.module.css";
import { STEPS, type Step, type StepMark, type StepState } from "./steps.ts";

export const STEP_ICONS = {
  open: Circle,
  busy: LoaderCircle,
  done: Check,
  trouble: TriangleAlert,
} as const satisfies Record<StepState, unknown>;

interface Props {
  readonly step: Step;
  readonly mark: StepMark;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One step from model to glove: its number, its name, and what there is to do. */
export function StepPart({ step, mark, actions, children }: Props) {
  return (
    <section id={`step-${step}`} tabIndex={-1} className={styles.part} aria-labelledby={`step-${step}-title`}>
      <header className={styles.head}>
        <span className={styles.number} data-state={mark.state} aria-hidden>
          {STEPS.indexOf(step) + 1}
        </span>
        <h2 id={`step-${step}-title`} className={styles.title}>
          {text(`deploy.step.${step}`)}
        </h2>
        <div className={styles.actions}>{actions}</div>
      </header>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
