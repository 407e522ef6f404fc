import { FileVideo } from "lucide-react";
import { useApp } from "../../../app/app.ts";
import { commandOf } from "../../../app/commands/table.ts";
import { Button } from "../../../ui/Button.tsx";
import { text } from "../../../ui/text.ts";
import styles from "./VideoPanel.module.css";

/** No video yet: how to get one, in the row of what plays, because the signal below needs the room. */
export function AttachPrompt() {
  const app = useApp();
  return (
    <>
      <span className={styles.promptWords}>{text("video.none")}</span>
      <Button icon={FileVideo} look="quiet" onPress={() => commandOf("video.attach").run(app)}>
        {text("command.video.attach")}
      </Button>
    </>
  );
}
