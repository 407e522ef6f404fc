import {
  AppendOnlyStreamTarget,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  Quality,
  VideoSample,
  VideoSampleSource,
} from "mediabunny";
import { FrameClock } from "#domain/sync/frameClock.ts";
import { FrameGate } from "./frameGate.ts";
import { pageNowUs } from "./hostClock.ts";
import { type FilmedTime, type Reel, videoBitsPerSecond } from "./reel.ts";
import { watchSightings } from "./sightings.ts";
import { SoundTrack } from "./soundTrack.ts";

/** H.264 first: it costs the least, seeks the fastest, and plays everywhere. */
const CODECS = ["avc", "vp9", "vp8"] as const;
/** A key frame and a fragment each second: a cut loses no more, a seek decodes no more. */
const FRAGMENT_S = 1;

/** By then their times have been compared with what the screen shows. */
const FLOWING_FRAMES = 12;

/** Whether this browser hands out single frames and encodes them. */
export async function canFilmWithCodecs(width: number, height: number): Promise<(typeof CODECS)[number] | null> {
  if (!("MediaStreamTrackProcessor" in globalThis) || !("VideoEncoder" in globalThis)) return null;
  const codec = await getFirstEncodableVideoCodec([...CODECS], { width, height });
  return CODECS.find((each) => each === codec) ?? null;
}

/** Each frame as the camera gave it, with its own time, into a fragmented MP4 that only ever grows. */
export class CodecReel implements Reel {
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
  readonly counts = new FrameGate();
  readonly #clock = new FrameClock();
  readonly #track: MediaStreamVideoTrack;
  readonly #reader: ReadableStreamDefaultReader<VideoFrame>;
  readonly #output: Output;
  readonly #video: VideoSampleSource;
  readonly #sound: SoundTrack | null;
  readonly #endSightings: () => void;
  readonly #flowing = Promise.withResolvers<void>();
  readonly #adding = new Set<Promise<void>>();
  #encoded = 0;
  #firstUs: number | null = null;
  #failure: { readonly error: unknown } | null = null;

  /** @throws Error where no codec is there, or the stream has no picture */
  static async start(stream: MediaStream, sink: WritableStream<Uint8Array>): Promise<CodecReel> {
    const [camera] = stream.getVideoTracks();
    const { width = 1280, height = 720 } = camera?.getSettings() ?? {};
    const codec = await canFilmWithCodecs(width, height);
    if (camera === undefined || codec === null) throw new Error("this browser encodes no video");
    const output = new Output({
      format: new Mp4OutputFormat({ fastStart: "fragmented", minimumFragmentDuration: FRAGMENT_S }),
      target: new AppendOnlyStreamTarget(sink),
    });
    const source = new VideoSampleSource({
      codec,
      quality: new Quality({ bitrate: videoBitsPerSecond(camera) }),
      keyFrameInterval: FRAGMENT_S,
      // A window that is filmed may change its size.
      sizeChangeBehavior: "contain",
      onEncodedPacket: () => {
        reel.#encoded++;
      },
    });
    output.addVideoTrack(source);
    const sound = await SoundTrack.addTo(output, stream);
    await output.start();
    // Nothing is encoded before it has its first frame.
    const reel = new CodecReel(camera.clone(), output, source, sound);
    return reel;
  }

  private constructor(
    track: MediaStreamVideoTrack,
    output: Output,
    video: VideoSampleSource,
    sound: SoundTrack | null,
  ) {
    this.#track = track;
    this.#output = output;
    this.#video = video;
    this.#sound = sound;
    this.#reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    this.#endSightings = watchSightings(track, (capturedUs) => this.#clock.sighted(capturedUs));
    this.begun = this.#flowing.promise;
    this.ended = this.#film().catch((error) => {
      this.#failure ??= { error };
    });
    void this.ended.then(() => this.#flowing.resolve());
    sound?.run(() => this.time()?.line.offsetUs ?? null);
  }

  get hasPicture(): boolean {
    return this.#encoded > 0;
  }

  time(): FilmedTime | null {
    return this.#clock.fit();
  }

  async stop(): Promise<void> {
    await this.#reader.cancel();
    await this.ended;
    this.#endSightings();
    this.#track.stop();
    await Promise.all([...this.#adding, this.#sound?.stop()]);
    if (this.counts.passed === 0) await this.#output.cancel();
    else await this.#output.finalize();
    if (this.#failure !== null) throw this.#failure.error;
  }

  async #film(): Promise<void> {
    for (;;) {
      const { done, value: frame } = await this.#reader.read();
      const arrivalUs = pageNowUs();
      if (done) return;
      this.#firstUs ??= frame.timestamp;
      const frameUs = frame.timestamp - this.#firstUs;
      if (this.#failure !== null || !this.counts.enter(frameUs)) {
        frame.close();
        if (this.#failure !== null) return;
        continue;
      }
      this.#clock.arrived(frameUs, arrivalUs);
      if (this.counts.passed === FLOWING_FRAMES) this.#flowing.resolve();
      this.#add(frame, frameUs);
    }
  }

  #add(frame: VideoFrame, frameUs: number): void {
    const sample = new VideoSample(frame, { timestamp: frameUs / 1e6 });
    const adding = this.#video
      .add(sample)
      .catch((error) => {
        this.#failure ??= { error };
        void this.#reader.cancel();
      })
      .finally(() => {
        sample.close();
        this.counts.done();
        this.#adding.delete(adding);
      });
    this.#adding.add(adding);
  }
}
