import { text } from "../../ui/text.ts";
import { STEP_ICONS } from "./StepPart.tsx";
import styles from "./Stepper.module.css";
import type { Step, StepMark } from "./steps.ts";

/** All steps side by side with where each stands; pressing one goes to it. */
export function Stepper({ marks }: { readonly marks: readonly (readonly [Step, StepMark])[] }) {
  return (
    <nav aria-label={text("deploy.steps")}>
      <ol className={styles.steps}>
        {marks.map(([step, { state, words }], index) => {
          const Icon = STEP_ICONS[state];
          return (
            <li key={step} className={styles.step}>
              <button type="button" className={styles.button} data-state={state} onClick={() => goTo(step)}>
                <Icon aria-hidden />
                <span className={styles.name}>
                  {text("deploy.step.numbered", { number: index + 1, name: text(`deploy.step.${step}`) })}
                </span>
                <span className={styles.words} title={words}>
                  {words || text(`deploy.state.${state}`)}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function goTo(step: Step): void {
  const part = document.getElementById(`step-${step}`);
  part?.scrollIntoView({ block: "nearest" });
  part?.focus({ preventScroll: true });
}
