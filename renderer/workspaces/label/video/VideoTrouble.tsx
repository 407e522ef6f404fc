import { useEffect, useState } from "react";
import type { Finding } from "#contract/doctor.ts";
import type { Video } from "#domain/videos.ts";
import { useApp } from "../../../app/app.ts";
import { calm } from "../../../app/ask.ts";
import { Button } from "../../../ui/Button.tsx";
import { share } from "../../../ui/figures.ts";
import { ProgressBar } from "../../../ui/Marks.tsx";
import { advise, text } from "../../../ui/text.ts";
import type { CaptureVideos, VideosState } from "../../../video/captureVideos.ts";
import type { PaneTrouble } from "./VideoPane.tsx";
import styles from "./VideoPanel.module.css";

interface Props {
  readonly video: Video;
  readonly trouble: PaneTrouble;
  readonly videos: CaptureVideos;
  readonly converting: VideosState["converting"];
}

/** In place of a picture: why there is none, and the cure. */
export function VideoTrouble({ video, trouble, videos, converting }: Props) {
  const { what, next } =
    trouble === "damaged" && video.trouble !== null
      ? advise("problem", { code: video.trouble, detail: {} })
      : { what: text(`video.trouble.${trouble}`, { codec: video.codec ?? "?" }), next: "" };
  return (
    <div className={styles.trouble} role="alert">
      <p className={styles.troubleName}>{video.name}</p>
      <p>{what}</p>
      {next !== "" && <p className={styles.quiet}>{next}</p>}
      {trouble === "damaged" && (
        <Button onPress={() => void videos.remove(video)}>{text("video.remove", { name: video.name })}</Button>
      )}
      {trouble === "cannotPlay" &&
        (converting?.videoId === video.id ? (
          <Converting share={converting.share} onCancel={videos.cancelConvert} />
        ) : (
          <Cure onConvert={() => void videos.convert(video.id)} busy={converting !== null} />
        ))}
    </div>
  );
}

function Converting({ share: part, onCancel }: { readonly share: number | null; readonly onCancel: () => void }) {
  return (
    <div className={styles.cure}>
      <span className={styles.quiet}>
        {part === null ? text("video.converting.begun") : text("video.converting", { share: share(part) })}
      </span>
      <ProgressBar label={text("video.converting.label")} share={part} />
      <Button onPress={onCancel}>{text("ui.cancel")}</Button>
    </div>
  );
}

/** Converts where ffmpeg is; otherwise says how to get it. */
function Cure({ onConvert, busy }: { readonly onConvert: () => void; readonly busy: boolean }) {
  const [ffmpeg, examine] = useFfmpeg();
  if (ffmpeg === undefined) return <p className={styles.quiet}>{text("video.cure.looking")}</p>;
  if (ffmpeg === null || ffmpeg.state === "ok") {
    return (
      <Button look="primary" onPress={onConvert} isDisabled={busy}>
        {text("video.convert")}
      </Button>
    );
  }
  return (
    <>
      <p className={styles.quiet}>{text("video.cure.ffmpeg")}</p>
      {ffmpeg.cure !== null && <code className={styles.command}>{ffmpeg.cure}</code>}
      <Button onPress={examine}>{text("video.cure.again")}</Button>
    </>
  );
}

/** What the doctor says of ffmpeg: undefined while it looks, null where it does not say. */
function useFfmpeg(): readonly [Finding | null | undefined, () => void] {
  const { studio } = useApp();
  const [found, setFound] = useState<Finding | null>();
  const [times, setTimes] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: Counting up asks again.
  useEffect(() => {
    let here = true;
    setFound(undefined);
    void calm(studio.call("doctor.examine", undefined)).then((findings) => {
      if (here) setFound(findings?.find(({ id }) => id === "ffmpeg") ?? null);
    });
    return () => {
      here = false;
    };
  }, [studio, times]);
  return [found, () => setTimes((before) => before + 1)];
}
