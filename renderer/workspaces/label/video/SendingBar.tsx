import { Button } from "../../../ui/Button.tsx";
import { share } from "../../../ui/figures.ts";
import { ProgressBar } from "../../../ui/Marks.tsx";
import { text } from "../../../ui/text.ts";
import type { VideosState } from "../../../video/captureVideos.ts";
import styles from "./VideoPanel.module.css";

interface Props {
  readonly sending: NonNullable<VideosState["sending"]>;
  readonly onCancel: () => void;
}

/** How far the file is that is being attached. */
export function SendingBar({ sending: { name, sent, of }, onCancel }: Props) {
  const measuring = sent >= of;
  const part = of === 0 ? null : sent / of;
  return (
    <div className={styles.sending}>
      <span className={styles.promptWords}>
        {measuring ? text("video.measuring", { name }) : text("video.sending", { name, share: share(part ?? 0) })}
      </span>
      <ProgressBar label={text("video.sending.label")} share={measuring ? null : part} />
      {!measuring && <Button onPress={onCancel}>{text("ui.cancel")}</Button>}
    </div>
  );
}
