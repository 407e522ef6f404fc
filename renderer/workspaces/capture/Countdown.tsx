import { useApp, useOf } from "../../app/app.ts";
import { text } from "../../ui/text.ts";
import styles from "./Countdown.module.css";

/** The seconds before a recording, to be read from across the gym. */
export function Countdown() {
  const state = useOf(useApp().recording, (view) => view.state);
  if (state.phase !== "countdown") return null;
  return (
    <div className={styles.overlay} role="timer" aria-live="assertive">
      <span className={styles.seconds}>{state.secondsLeft}</span>
      <span className={styles.words}>{text("capture.countdown.words")}</span>
    </div>
  );
}
