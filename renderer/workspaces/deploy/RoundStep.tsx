import { Bell } from "lucide-react";
import { useApp } from "../../app/app.ts";
import { commandOf } from "../../app/commands/table.ts";
import { Button } from "../../ui/Button.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { text } from "../../ui/text.ts";
import styles from "./RoundStep.module.css";
import { StepPart } from "./StepPart.tsx";
import words from "./Words.module.css";

/** The way into the ring. */
export function RoundStep() {
  const app = useApp();
  const go = commandOf("app.round");
  return (
    <StepPart step="round" mark={{ state: "open", words: "" }}>
      <div className={styles.row}>
        <Button icon={Bell} onPress={() => go.run(app)}>
          {text("deploy.round.open")}
          <KeyCap keys={go.keys[0]!} />
        </Button>
        <p className={words.quiet}>{text("deploy.round.how")}</p>
      </div>
    </StepPart>
  );
}
