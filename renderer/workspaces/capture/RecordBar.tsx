import { useApp, useOf } from "../../app/app.ts";
import { text } from "../../ui/text.ts";
import { FilmLine } from "../../video/recording/FilmLine.tsx";
import { LiveLabels } from "./LiveLabels.tsx";
import { PlanFields } from "./PlanFields.tsx";
import styles from "./RecordBar.module.css";
import { RecordButton } from "./RecordButton.tsx";
import { ReviewStrip } from "./ReviewStrip.tsx";

/** Start and stop, and beside it what the next capture will be called; after a stop, what the last one is. */
export function RecordBar() {
  const { recording } = useApp();
  const state = useOf(recording, (view) => view.state);
  const plan = useOf(recording, (view) => view.plan);
  return (
    <div className={styles.around}>
      <FilmLine />
      <LiveLabels />
      <section className={styles.bar} aria-label={text("record.title")}>
        <RecordButton state={state} />
        {state.phase === "review" ? (
          <ReviewStrip capture={state.capture} />
        ) : (
          plan && <PlanFields plan={plan} fixed={state.phase !== "idle"} />
        )}
      </section>
    </div>
  );
}
