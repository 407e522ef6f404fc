import { FastForward, Lock, LockOpen, Pause, Play, Rewind, StepBack, StepForward } from "lucide-react";
import { useStore } from "zustand";
import { CommandIcon } from "../../../app/commands/CommandIcon.tsx";
import { timeText } from "../../../timeline/index.ts";
import { count } from "../../../ui/figures.ts";
import { Select } from "../../../ui/Select.tsx";
import { text } from "../../../ui/text.ts";
import type { CaptureVideos, VideosState } from "../../../video/captureVideos.ts";
import type { FrameTimes } from "../../../video/frameTimes.ts";
import { SPEEDS, type VideoPlayer } from "../../../video/videoPlayer.ts";
import { labelSession } from "../session.ts";
import { AttachPrompt } from "./AttachPrompt.tsx";
import { usePlayerState } from "./useOpenVideos.ts";
import { VideoMenu } from "./VideoMenu.tsx";
import styles from "./VideoPanel.module.css";

interface Props {
  readonly videos: CaptureVideos;
  readonly state: VideosState;
  readonly player: VideoPlayer | null;
  /** Of the leading video; null where none is shown. */
  readonly frames: FrameTimes | null;
}

/** Plays, steps and chooses; says which frame is on the screen. */
export function TransportBar({ videos, state, player, frames }: Props) {
  const playing = usePlayerState(player);
  const held = playing?.held ?? false;
  // What the commands need may come after the video.
  useStore(labelSession, (open) => open.timeline !== null && open.player !== null);
  const shownUs = playing?.shownFrameUs ?? null;
  return (
    <div className={styles.transport}>
      <CommandIcon id="video.backwards" icon={Rewind} />
      <CommandIcon id="timeline.back" icon={StepBack} />
      <CommandIcon id="video.play" icon={playing?.playing ? Pause : Play} />
      <CommandIcon id="timeline.on" icon={StepForward} />
      <CommandIcon id="video.forward" icon={FastForward} />
      <Speed player={player} speed={playing?.speed ?? 1} />
      {frames !== null && (
        <output className={styles.frame} aria-label={text("video.frame.label")}>
          {shownUs === null
            ? text("video.frame.none")
            : text("video.frame", {
                time: timeText(frames.startUs(frames.nearest(shownUs))),
                frame: count(frames.nearest(shownUs) + 1),
                of: count(frames.count),
              })}
        </output>
      )}
      <span className={styles.space} />
      {state.shown.length === 0 && state.sending === null && <AttachPrompt />}
      {frames !== null && (
        <CommandIcon
          id="video.hold"
          icon={held ? Lock : LockOpen}
          className={held ? styles.on : undefined}
          aria-pressed={held}
        />
      )}
      <VideoChoice videos={videos} state={state} />
      <VideoMenu videos={videos} state={state} />
    </div>
  );
}

function Speed({ player, speed }: { readonly player: VideoPlayer | null; readonly speed: number }) {
  const choices = [...new Set([...SPEEDS, speed])]
    .sort((a, b) => a - b)
    .map((each) => ({ key: String(each), words: text("video.speed.times", { times: each }) }));
  return (
    <Select
      bare
      label={text("video.speed")}
      className={styles.speed}
      choices={choices}
      value={String(speed)}
      onChange={(key) => player?.setSpeed(Number(key))}
    />
  );
}

function VideoChoice({ videos, state }: { readonly videos: CaptureVideos; readonly state: VideosState }) {
  const [leading] = state.shown;
  if (state.videos === undefined || state.videos.length < 2 || leading === undefined) return null;
  return (
    <Select
      bare
      label={text("video.choose")}
      className={styles.choice}
      choices={state.videos.map(({ id, name }) => ({ key: id, words: name }))}
      value={leading}
      onChange={videos.lead}
    />
  );
}
