import { createStore, type StoreApi } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import type { RecordingState } from "#contract/recording.ts";
import { ProblemError } from "#domain/problems.ts";
import { say, sayProblem } from "../../ui/Toast.tsx";
import { text } from "../../ui/text.ts";
import { Film, type FilmOrder, type FilmView } from "./film.ts";
import type { FilmSource } from "./filmSource.ts";
import { HostClock } from "./hostClock.ts";
import type { Reel } from "./reel.ts";

/** How often the figures of running films are read. */
const TELL_MS = 500;

export interface Filming {
  readonly films: readonly FilmView[];
}

export type StartReel = (stream: MediaStream, sink: WritableStream<Uint8Array>) => Promise<Reel>;

/** What encodes is a large part of the page; it is loaded once a camera is on, before its first frame is wanted. */
const loadReels = () => Promise.all([import("./codecReel.ts"), import("./mediaRecorderReel.ts")]);

/** WebCodecs where the browser has them, else its own recorder. */
export const startBestReel: StartReel = async (stream, sink) => {
  const [{ CodecReel, canFilmWithCodecs }, { MediaRecorderReel, canFilmWithMediaRecorder }] = await loadReels();
  const { width = 1280, height = 720 } = stream.getVideoTracks()[0]?.getSettings() ?? {};
  if ((await canFilmWithCodecs(width, height)) !== null) return CodecReel.start(stream, sink);
  if (canFilmWithMediaRecorder()) return new MediaRecorderReel(stream, sink);
  throw new ProblemError("film.noEncoder");
};

/**
 * Films whatever is on while a capture is recorded: one film for each camera and capture. It begins and ends by the
 * recorder's state alone, so it does not matter who started or stopped it; saving goes on beside the next recording.
 */
export function createFilming(
  studio: Studio,
  recording: Pick<StoreApi<{ readonly state: RecordingState }>, "subscribe">,
  startReel: StartReel = startBestReel,
) {
  const store = createStore<Filming>(() => ({ films: [] }));
  const clock = new HostClock(studio);
  const films = new Map<string, Film>();
  let sources: readonly FilmSource[] = [];
  let captureId: string | null = null;
  let ticking: ReturnType<typeof setInterval> | undefined;

  const tell = () => {
    store.setState({ films: [...films.values()].map((film) => film.view) });
    if (films.size === 0) {
      clearInterval(ticking);
      ticking = undefined;
    } else ticking ??= setInterval(tell, TELL_MS);
  };
  const finish = async (key: string, film: Film) => {
    const saved = film.finish();
    tell();
    try {
      await saved;
    } catch (error) {
      console.warn(error);
      if (error instanceof ProblemError) sayProblem(error.problem);
    } finally {
      films.delete(key);
      tell();
    }
  };
  const begin = (source: FilmSource, into: string) => {
    const key = `${into} ${source.key}`;
    if (films.has(key)) return;
    const order: FilmOrder = {
      captureId: into,
      name: source.name,
      source: source.kind,
      startReel: (sink) => startReel(source.stream, sink),
    };
    const film = new Film(studio, clock, order);
    films.set(key, film);
    void film.interrupted().then(() => {
      if (film.view.phase === "filming") void finish(key, film);
    });
    tell();
  };
  const follow = () => {
    for (const [key, film] of films) {
      if (film.order.captureId !== captureId && film.view.phase === "filming") void finish(key, film);
    }
    for (const source of captureId === null ? [] : sources) begin(source, captureId!);
  };
  const onState = (state: RecordingState) => {
    const now = state.phase === "recording" ? state.captureId : null;
    // Both clocks are known before the first frame that counts.
    if (state.phase === "countdown" && sources.length > 0) void clock.burst();
    if (now === captureId) return;
    captureId = now;
    follow();
  };
  recording.subscribe(({ state }) => onState(state));

  return {
    store,
    /** What is on, from now on. A camera that came on while a capture runs is filmed from there. */
    setSources(now: readonly FilmSource[]) {
      sources = now;
      // Where it fails, the film that needs it says so.
      if (now.length > 0) loadReels().catch(() => {});
      follow();
    },
    /** A camera went away by itself. */
    lost({ key, name }: FilmSource) {
      const filmed = captureId !== null && films.has(`${captureId} ${key}`);
      say({
        words: text(filmed ? "film.lostWhileFilming" : "film.lost", { name }),
        next: text(filmed ? "film.lostWhileFilming.next" : "film.lost.next"),
        danger: true,
      });
    },
    /** True while something that is on is being filmed: its camera must stay as it is. */
    get busy() {
      return captureId !== null && films.size > 0;
    },
  };
}
export type FilmingRoom = ReturnType<typeof createFilming>;
