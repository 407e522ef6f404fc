import { useApp } from "../../app/app.ts";
import { Tabs } from "../../ui/Tabs.tsx";
import { text } from "../../ui/text.ts";
import styles from "./ModelTabs.module.css";

interface Props {
  readonly at: "train" | "validate";
}

/** The two halves of Validate: where models are made, and where they are judged. */
export function ModelTabs({ at }: Props) {
  const { shell } = useApp();
  return (
    <div className={styles.tabs}>
      <Tabs
        label={text("workspace.validate")}
        tabs={[
          { key: "train", words: text("workspace.train") },
          { key: "validate", words: text("workspace.accuracy") },
        ]}
        value={at}
        onChange={(next) => shell.go({ at: next })}
      />
    </div>
  );
}
