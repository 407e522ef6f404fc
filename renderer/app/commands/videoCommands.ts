import { chooseFile } from "../../ui/chooseFile.ts";
import type { TextKey } from "../../ui/text.ts";
import type { CaptureVideos } from "../../video/captureVideos.ts";
import type { Player } from "../../video/player.ts";
import { anchorHere, leadingVideo, nudge } from "../../video/syncDeeds.ts";
import { labelSession } from "../../workspaces/label/session.ts";
import type { Command } from "./command.ts";

/** What browsers play, and what can be converted. */
const VIDEO_FILES = "video/*,.mkv,.mov,.avi,.mts,.m4v";

const always = () => true;

function onPlayer(
  id: string,
  words: TextKey,
  keys: readonly string[],
  run: (player: Player) => void,
  enabled: (player: Player) => boolean = always,
): Command {
  return {
    id,
    words,
    section: "command.section.video",
    keys,
    places: ["open"],
    enabled: () => {
      const { player } = labelSession.getState();
      return player !== null && enabled(player);
    },
    run: () => {
      const { player } = labelSession.getState();
      if (player !== null) run(player);
    },
  };
}

function onVideos(id: string, words: TextKey, keys: readonly string[], run: (videos: CaptureVideos) => void): Command {
  return {
    id,
    words,
    section: "command.section.video",
    keys,
    places: ["open"],
    enabled: () => labelSession.getState().videos !== null,
    run: () => {
      const { videos } = labelSession.getState();
      if (videos !== null) run(videos);
    },
  };
}

const toggle = (player: Player) => (player.state.playing ? player.pause() : player.play());
const hasVideo = (player: Player) => player.state.videoId !== null;

function anchor(player: Player): void {
  const { videos, timeline } = labelSession.getState();
  if (videos !== null && timeline !== null) void anchorHere(videos, player, timeline.playheadUs);
}

function nudgeLeading(videos: CaptureVideos, frames: number): void {
  const video = leadingVideo(videos);
  if (video !== undefined) void nudge(videos, video, frames);
}

export const videoCommands: readonly Command[] = [
  onPlayer("video.play", "command.video.play", ["Space"], toggle),
  onPlayer("video.backwards", "command.video.backwards", ["J"], (player) => player.shuttle(-1)),
  onPlayer("video.stop", "command.video.stop", ["K"], (player) => player.pause()),
  onPlayer("video.forward", "command.video.forward", ["L"], (player) => player.shuttle(1)),
  onPlayer("video.hold", "command.video.hold", ["H"], (player) => player.hold(!player.state.held), hasVideo),
  onPlayer("video.anchor", "command.video.anchor", ["Y"], anchor, hasVideo),
  onVideos("video.earlier", "command.video.earlier", [], (videos) => nudgeLeading(videos, -1)),
  onVideos("video.later", "command.video.later", [], (videos) => nudgeLeading(videos, 1)),
  onVideos("video.show", "command.video.show", ["V"], (videos) => videos.setOpen(!videos.store.getState().open)),
  onVideos("video.attach", "command.video.attach", [], (videos) =>
    chooseFile(VIDEO_FILES, (file) => void videos.attach(file)),
  ),
];
