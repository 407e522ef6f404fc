import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { bulkPaths } from "#contract/bulk.ts";
import type { VideoSync } from "#domain/sync/video.ts";
import type { Video } from "#domain/videos.ts";
import { useApp } from "../../../app/app.ts";
import { DecodedThumbnails } from "../../../video/strip/thumbnails.ts";
import { THUMBNAIL_PX, VideoStrip } from "../../../video/strip/videoStrip.ts";
import type { VideoScreen } from "../../../video/videoScreen.ts";
import { labelSession } from "../session.ts";

/** Puts a video's strip into the timeline for as long as its screen is there. */
export function useVideoStrip(video: Video, screen: VideoScreen | null, sync: VideoSync): void {
  const { studio } = useApp();
  const timeline = useStore(labelSession, (session) => session.timeline);
  const strip = useRef<VideoStrip>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: The sync is put into the strip that stands.
  useEffect(() => {
    if (timeline === null || screen === null) return;
    const url = studio.bulkUrl(bulkPaths.video(video.id));
    const news = () => timeline.layOut();
    const thumbnails = new DecodedThumbnails(url, screen.frames, THUMBNAIL_PX * devicePixelRatio, news);
    const aspect = video.heightPx > 0 ? video.widthPx / video.heightPx : 16 / 9;
    strip.current = new VideoStrip(video.name, screen.frames, aspect, thumbnails, sync.line);
    const remove = timeline.addRow(strip.current);
    return () => {
      strip.current = null;
      remove();
    };
  }, [studio, timeline, screen, video.id, video.name]);

  useEffect(() => {
    if (strip.current === null) return;
    strip.current.line = sync.line;
    timeline?.layOut();
  }, [sync.line, timeline]);
}
