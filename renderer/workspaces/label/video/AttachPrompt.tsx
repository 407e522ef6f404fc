import { FileVideo, Video } from "lucide-react";
import { useApp } from "../../../app/app.ts";
import { commandOf } from "../../../app/commands/table.ts";
import { Button } from "../../../ui/Button.tsx";
import { text } from "../../../ui/text.ts";
import styles from "./VideoPanel.module.css";

/** No video yet: one line that says how to get one, because the signal below needs the room. */
export function AttachPrompt() {
  const app = useApp();
  return (
    <div className={styles.prompt}>
      <Video className={styles.promptIcon} aria-hidden />
      <span className={styles.promptWords}>{text("video.none")}</span>
      <Button icon={FileVideo} onPress={() => commandOf("video.attach").run(app)}>
        {text("command.video.attach")}
      </Button>
      <Button look="quiet" onPress={() => app.shell.go({ at: "capture" })}>
        {text("video.record")}
      </Button>
    </div>
  );
}
