import { useEffect, useRef, useState } from "react";
import type { CaptureDetail } from "#domain/captures.ts";
import type { FoundSync } from "#domain/sync/findSync.ts";
import { driftPpm, type VideoSync } from "#domain/sync/video.ts";
import type { Video } from "#domain/videos.ts";
import { useApp } from "../../../../app/app.ts";
import { calm } from "../../../../app/ask.ts";
import { Button } from "../../../../ui/Button.tsx";
import { ProgressBar } from "../../../../ui/Marks.tsx";
import { text } from "../../../../ui/text.ts";
import type { CaptureVideos } from "../../../../video/captureVideos.ts";
import { findByImpacts, type Stage } from "../../../../video/impacts/findByImpacts.ts";
import styles from "./SyncPanel.module.css";

interface Props {
  readonly capture: CaptureDetail;
  readonly video: Video;
  readonly videos: CaptureVideos;
}

type Progress = { readonly stage: Stage; readonly share: number };

/** Searches for the sync; what it finds is looked at in the picture before it is kept. */
export function FindByImpacts({ capture, video, videos }: Props) {
  const { studio } = useApp();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [found, setFound] = useState<FoundSync | null>(null);
  const search = useRef<AbortController>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: Another video is another search.
  useEffect(
    () => () => {
      search.current?.abort();
      videos.preview(null);
    },
    [videos, video.id],
  );

  const find = async () => {
    const mine = new AbortController();
    search.current = mine;
    setFound(null);
    setProgress({ stage: "glove", share: 0 });
    const onProgress = (stage: Stage, share: number) => setProgress({ stage, share });
    const job = findByImpacts(studio, capture, video, { onProgress, signal: mine.signal });
    const outcome = await (mine.signal.aborted ? undefined : calm(quietly(job, mine.signal)));
    if (search.current !== mine) return;
    setProgress(null);
    if (outcome === undefined || outcome === null) return;
    setFound(outcome);
    if (outcome.sure) videos.preview({ videoId: video.id, sync: outcome.sync });
  };
  const keep = (sync: VideoSync) => {
    setFound(null);
    void videos.setSync(video.id, sync);
  };
  const discard = () => {
    setFound(null);
    videos.preview(null);
  };

  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{text("sync.find")}</h2>
      {progress === null && found === null && <p className={styles.quiet}>{text("sync.find.what")}</p>}
      {progress !== null && (
        <>
          <p className={styles.quiet}>{text(`sync.find.stage.${progress.stage}`)}</p>
          <ProgressBar label={text("sync.find")} share={progress.share} />
        </>
      )}
      {found !== null && <Found found={found} />}
      <div className={styles.row}>
        {progress !== null ? (
          <Button onPress={() => search.current?.abort()}>{text("ui.cancel")}</Button>
        ) : found?.sure ? (
          <>
            <Button look="primary" onPress={() => keep(found.sync)}>
              {text("sync.find.keep")}
            </Button>
            <Button onPress={discard}>{text("sync.find.discard")}</Button>
          </>
        ) : (
          <Button onPress={() => void find()}>{text("sync.find.start")}</Button>
        )}
      </div>
    </section>
  );
}

function Found({ found }: { readonly found: FoundSync }) {
  if (!found.sure) {
    return (
      <p className={styles.warning} role="status">
        {text(`sync.find.unsure.${found.reason}`)}
      </p>
    );
  }
  const { sync, matched, residualUs } = found;
  const offset = Math.round(sync.line.offsetUs / 100) / 10;
  const ppm = Math.round(driftPpm(sync.line) * 10) / 10;
  return (
    <p role="status">{text("sync.find.found", { offset, ppm, matched, ms: Math.round(residualUs / 100) / 10 })}</p>
  );
}

/** null for a search that was cancelled. */
async function quietly<T>(job: Promise<T>, signal: AbortSignal): Promise<T | null> {
  try {
    return await job;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}
