import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { bulkPaths } from "#contract/bulk.ts";
import type { VideoSync } from "#domain/sync/video.ts";
import type { Video } from "#domain/videos.ts";
import { useApp } from "../../../app/app.ts";
import { timeText } from "../../../timeline/index.ts";
import { text } from "../../../ui/text.ts";
import type { CaptureVideos, VideosState } from "../../../video/captureVideos.ts";
import { loadFrames } from "../../../video/loadFrames.ts";
import { ElementPicture } from "../../../video/picture.ts";
import type { VideoPlayer } from "../../../video/videoPlayer.ts";
import { VideoScreen } from "../../../video/videoScreen.ts";
import { useVideoStrip } from "./useVideoStrip.ts";
import styles from "./VideoPanel.module.css";
import { VideoTrouble } from "./VideoTrouble.tsx";

interface Props {
  readonly video: Video;
  readonly sync: VideoSync;
  readonly videos: CaptureVideos;
  readonly converting: VideosState["converting"];
  readonly player: VideoPlayer | null;
  /** Told the screen once it can show frames, and null when it goes. */
  readonly onScreen: (videoId: string, screen: VideoScreen | null) => void;
}

/** Why there is no picture: the file is broken, this browser cannot play it, or it could not be read. */
export type PaneTrouble = "damaged" | "cannotPlay" | "unread";

function troubleOf(video: Video): PaneTrouble | null {
  if (video.state === "damaged") return "damaged";
  return document.createElement("video").canPlayType(video.mime) === "" ? "cannotPlay" : null;
}

/** One video at its own shape. */
export function VideoPane({ video, sync, videos, converting, player, onScreen }: Props) {
  const { studio } = useApp();
  const [trouble, setTrouble] = useState(() => troubleOf(video));
  const [screen, setScreen] = useState<VideoScreen | null>(null);
  const { element, onError } = useScreen(video, sync, trouble, setTrouble, (made) => {
    setScreen(made);
    onScreen(video.id, made);
  });

  useEffect(() => {
    if (screen === null || screen.line === sync.line) return;
    screen.line = sync.line;
    player?.refresh();
  }, [screen, sync, player]);

  useVideoStrip(video, screen, sync);

  if (trouble !== null) return <VideoTrouble video={video} trouble={trouble} videos={videos} converting={converting} />;
  return (
    <div className={styles.pane}>
      {/* biome-ignore lint/a11y/useMediaCaption: A recording of a person's own training; it has no captions. */}
      <video
        ref={element}
        className={styles.video}
        src={studio.bulkUrl(bulkPaths.video(video.id))}
        aria-label={video.name}
        preload="auto"
        playsInline
        disablePictureInPicture
        onError={onError}
      />
      {screen !== null && <Outside screen={screen} sync={sync} />}
    </div>
  );
}

function useScreen(
  video: Video,
  sync: VideoSync,
  trouble: PaneTrouble | null,
  setTrouble: (trouble: PaneTrouble) => void,
  onScreen: (screen: VideoScreen | null) => void,
) {
  const { studio } = useApp();
  const element = useRef<HTMLVideoElement>(null);
  const tell = useRef(onScreen);
  tell.current = onScreen;

  // biome-ignore lint/correctness/useExhaustiveDependencies: One screen for each file; its sync is put in later.
  useEffect(() => {
    const shown = element.current;
    if (trouble !== null || shown === null) return;
    const stop = new AbortController();
    const metadata = new Promise<void>((known) => {
      if (shown.readyState >= HTMLMediaElement.HAVE_METADATA) known();
      else shown.addEventListener("loadedmetadata", () => known(), { signal: stop.signal, once: true });
    });
    Promise.all([loadFrames(studio, video), metadata]).then(
      ([frames]) => {
        if (stop.signal.aborted) return;
        if (frames.count === 0) setTrouble("unread");
        else tell.current(new VideoScreen(video.id, frames, new ElementPicture(shown, frames), sync.line));
      },
      (error) => {
        console.warn(error);
        if (!stop.signal.aborted) setTrouble("unread");
      },
    );
    return () => {
      stop.abort();
      tell.current(null);
    };
  }, [studio, video.id, trouble]);

  return { element, onError: () => setTrouble("cannotPlay") };
}

/** Says so where the playhead stands before or after the video. */
function Outside({ screen, sync }: { readonly screen: VideoScreen; readonly sync: VideoSync }) {
  const { outside } = useSyncExternalStore(screen.subscribe, () => screen.state);
  if (outside === null) return null;
  const atUs =
    sync.line.offsetUs + sync.line.rate * (outside === "before" ? screen.frames.beginUs : screen.frames.endUs);
  return <p className={styles.outside}>{text(`video.outside.${outside}`, { time: timeText(atUs) })}</p>;
}
