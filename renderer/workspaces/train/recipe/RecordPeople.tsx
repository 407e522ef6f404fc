import { Users } from "lucide-react";
import { useApp, useOf } from "../../../app/app.ts";
import { Button } from "../../../ui/Button.tsx";
import { ProgressBar } from "../../../ui/Marks.tsx";
import { text } from "../../../ui/text.ts";
import styles from "./Recipe.module.css";

/** Fewer captures than this are too few people to hold one out. */
const FEW = 10;

/** A way on for who has no gloves at hand: offered while a project holds little, and nothing real. */
export function RecordPeople() {
  const { people, captures } = useApp();
  const running = useOf(people, (state) => state.running);
  const rows = useOf(captures, (state) => state.rows);
  if (running !== null) {
    return (
      <div className={styles.people}>
        <output className={styles.help}>{text("people.recording")}</output>
        <ProgressBar label={text("people.recording")} share={running.share} />
        <Button onPress={() => people.cancel()}>{text("ui.cancel")}</Button>
      </div>
    );
  }
  if (!rows || rows.length >= FEW || rows.some(({ simulated }) => !simulated)) return null;
  return (
    <div className={styles.people}>
      <p className={styles.help}>{text("people.why")}</p>
      <Button icon={Users} onPress={() => void people.record()}>
        {text("people.record")}
      </Button>
    </div>
  );
}
