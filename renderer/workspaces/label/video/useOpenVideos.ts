import { useEffect, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { useApp } from "../../../app/app.ts";
import { type CaptureVideos, createCaptureVideos, type VideosState } from "../../../video/captureVideos.ts";
import type { Player, PlayerState } from "../../../video/player.ts";
import { VideoPlayer } from "../../../video/videoPlayer.ts";
import { labelSession } from "../session.ts";

export interface OpenVideos {
  readonly videos: CaptureVideos;
  readonly state: VideosState;
  /** null until the timeline stands. */
  readonly player: VideoPlayer | null;
}

/** The videos of the open capture and their player, for as long as the capture is open; commands find them in the session. */
export function useOpenVideos(captureId: string): OpenVideos | null {
  const videos = useVideos(captureId);
  const player = usePlayerOfTimeline();
  const state = useSyncExternalStore(videos?.store.subscribe ?? nothing, () => videos?.store.getState() ?? null);
  return videos === null || state === null ? null : { videos, state, player };
}

const nothing = () => () => {};

function useVideos(captureId: string): CaptureVideos | null {
  const { studio } = useApp();
  const [videos, setVideos] = useState<CaptureVideos | null>(null);
  useEffect(() => {
    const opened = createCaptureVideos(studio, captureId);
    labelSession.setState({ videos: opened });
    setVideos(opened);
    return () => {
      labelSession.setState({ videos: null });
      setVideos(null);
      opened.close();
    };
  }, [studio, captureId]);
  return videos;
}

function usePlayerOfTimeline(): VideoPlayer | null {
  const timeline = useStore(labelSession, (session) => session.timeline);
  const [player, setPlayer] = useState<VideoPlayer | null>(null);
  useEffect(() => {
    if (timeline === null) return;
    const made = new VideoPlayer(timeline);
    labelSession.setState({ player: made });
    setPlayer(made);
    return () => {
      labelSession.setState({ player: null });
      setPlayer(null);
      made.destroy();
    };
  }, [timeline]);
  return player;
}

/** The player's state; null while there is no player. */
export function usePlayerState(player: Player | null): PlayerState | null {
  return useSyncExternalStore(
    (listener) => player?.subscribe(listener) ?? (() => {}),
    () => player?.state ?? null,
  );
}
