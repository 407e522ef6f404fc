import { useApp, useOf } from "../../../app/app.ts";
import { Button } from "../../../ui/Button.tsx";
import { advise, text } from "../../../ui/text.ts";
import styles from "./Recipe.module.css";
import { usePlan } from "./usePlan.ts";

/** Why the last training or search came to nothing, with ways out that are one press away. */
export function Obstacle() {
  const { training } = useApp();
  const problem = useOf(training, (state) => state.problem);
  const [plan, change] = usePlan();
  if (problem === null) return null;
  const { what, next } = advise("problem", problem);
  const label = problem.code === "learn.fewOfClass" ? String(problem.detail.label) : null;
  return (
    <div role="alert" className={styles.obstacle}>
      <p>{what}</p>
      <p className={styles.help}>{next}</p>
      {label !== null && plan.examples === "segmenter" && (
        <Button onPress={() => change({ examples: "truth" })}>{text("train.out.truth")}</Button>
      )}
      {label !== null && plan.classes.length > 1 && (
        <Button onPress={() => change({ classes: plan.classes.filter((each) => each !== label) })}>
          {text("train.out.leave", { label })}
        </Button>
      )}
    </div>
  );
}
