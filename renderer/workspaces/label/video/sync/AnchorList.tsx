import { X } from "lucide-react";
import { Button } from "react-aria-components";
import type { VideoSync } from "#domain/sync/video.ts";
import type { Video } from "#domain/videos.ts";
import { timeText } from "../../../../timeline/index.ts";
import { IconButton } from "../../../../ui/Button.tsx";
import { cx } from "../../../../ui/cx.ts";
import { StatusDot } from "../../../../ui/Marks.tsx";
import { text } from "../../../../ui/text.ts";
import type { CaptureVideos } from "../../../../video/captureVideos.ts";
import { removeAnchor } from "../../../../video/syncDeeds.ts";
import { labelSession } from "../../session.ts";
import styles from "./SyncPanel.module.css";

interface Props {
  readonly video: Video;
  readonly videos: CaptureVideos;
  readonly sync: VideoSync;
  readonly residualsUs: readonly number[];
  readonly frameUs: number;
}

/** More than these, found by the search, tell nothing that the plot does not. */
const MOST = 200;

/** Every anchor with how far it lies from the line; it can be jumped to and taken away. */
export function AnchorList({ video, videos, sync, residualsUs, frameUs }: Props) {
  return (
    <ul className={styles.anchors}>
      {sync.anchors.slice(0, MOST).map(({ videoUs, captureUs }, index) => {
        const us = residualsUs[index]!;
        const over = Math.abs(us) > frameUs;
        const time = timeText(captureUs);
        return (
          <li key={`${videoUs} ${captureUs}`} className={styles.anchor}>
            <Button className={cx(styles.jump)} onPress={() => labelSession.getState().timeline?.goTo(captureUs)}>
              <StatusDot tone={over ? "warning" : "ok"} />
              <span className={styles.time}>{time}</span>
              <span className={styles.residual}>{residualWords(us)}</span>
              <span className={styles.quiet}>{text(over ? "sync.residual.over" : "sync.residual.within")}</span>
            </Button>
            <IconButton
              icon={X}
              label={text("sync.anchor.remove", { time })}
              onPress={() => void removeAnchor(videos, video, index)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function residualWords(us: number): string {
  const ms = Math.round(Math.abs(us) / 100) / 10;
  return text("sync.residual", { ms, side: ms === 0 ? "on" : us > 0 ? "late" : "early" });
}
