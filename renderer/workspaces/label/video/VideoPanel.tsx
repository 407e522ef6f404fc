import { useEffect, useMemo, useState } from "react";
import { text } from "../../../ui/text.ts";
import { syncOf } from "../../../video/captureVideos.ts";
import type { VideoScreen } from "../../../video/videoScreen.ts";
import { SendingBar } from "./SendingBar.tsx";
import { TransportBar } from "./TransportBar.tsx";
import { useFileDrop } from "./useFileDrop.ts";
import type { OpenVideos } from "./useOpenVideos.ts";
import { VideoPane } from "./VideoPane.tsx";
import styles from "./VideoPanel.module.css";

/** The videos above the timeline, and what plays them. A video file may be dropped anywhere on the page. */
export function VideoPanel({ videos, state, player }: OpenVideos) {
  const [screens, setScreens] = useState<ReadonlyMap<string, VideoScreen>>(new Map());
  const dropping = useFileDrop(videos.attach);
  const shown = state.shown.flatMap((id) => state.videos?.find((video) => video.id === id) ?? []);

  const order = shown.map(({ id }) => id).join();
  const leading = useMemo(() => order.split(",").flatMap((id) => screens.get(id) ?? []), [order, screens]);
  useEffect(() => {
    player?.setScreens(leading);
    return () => player?.setScreens([]);
  }, [player, leading]);

  const putScreen = useMemo(
    () => (id: string, screen: VideoScreen | null) =>
      setScreens((before) => {
        const after = new Map(before);
        if (screen === null) after.delete(id);
        else after.set(id, screen);
        return after;
      }),
    [],
  );

  return (
    <section className={styles.panel} aria-label={text("video.panel")}>
      {shown.length > 0 && (
        <div className={styles.panes}>
          {shown.map((video) => (
            <VideoPane
              // A conversion puts another file in a video's place.
              key={`${video.id} ${video.bytes}`}
              video={video}
              sync={syncOf(video, state)}
              videos={videos}
              converting={state.converting}
              player={player}
              onScreen={putScreen}
            />
          ))}
        </div>
      )}
      {state.sending !== null && <SendingBar sending={state.sending} onCancel={videos.cancelAttach} />}
      <TransportBar videos={videos} state={state} player={player} frames={leading[0]?.frames ?? null} />
      {dropping && <div className={styles.drop}>{text("video.drop")}</div>}
    </section>
  );
}
