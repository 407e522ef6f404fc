import { ClipboardCopy } from "lucide-react";
import { useState } from "react";
import { parsePlan } from "../../../training/wish.ts";
import { Button } from "../../../ui/Button.tsx";
import { say } from "../../../ui/Toast.tsx";
import { text } from "../../../ui/text.ts";
import { Help } from "./Figure.tsx";
import styles from "./Recipe.module.css";
import { Section } from "./Section.tsx";
import { usePlan } from "./usePlan.ts";

/** The whole plan as the command line takes it: to copy, to paste, to edit. */
export function PlanJson() {
  const [plan, change] = usePlan();
  const [typed, setTyped] = useState<string | null>(null);
  const json = JSON.stringify(plan, null, 2);
  const read = typed === null ? null : parsePlan(typed);
  const copy = async () => {
    await navigator.clipboard.writeText(json);
    say({ words: text("train.json.copied") });
  };
  return (
    <Section id="json" title={text("train.section.json")} says="">
      <Help>{text("train.json.help")}</Help>
      <textarea
        className={styles.json}
        aria-label={text("train.section.json")}
        aria-invalid={read?.ok === false}
        spellCheck={false}
        rows={14}
        value={typed ?? json}
        onChange={({ target }) => {
          setTyped(target.value);
          const next = parsePlan(target.value);
          if (next.ok) change(next.plan);
        }}
        onBlur={() => read?.ok === true && setTyped(null)}
      />
      {read?.ok === false && (
        <p role="alert" className={styles.wrong}>
          {text("train.json.wrong", { why: read.why })}
        </p>
      )}
      <div className={styles.row}>
        <Button icon={ClipboardCopy} onPress={() => void copy()}>
          {text("train.json.copy")}
        </Button>
        {read?.ok === false && <Button onPress={() => setTyped(null)}>{text("train.json.back")}</Button>}
      </div>
    </Section>
  );
}
