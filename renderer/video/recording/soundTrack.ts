import { AudioSample, AudioSampleSource, getFirstEncodableAudioCodec, type Output, Quality } from "mediabunny";
import { FrameClock } from "#domain/sync/frameClock.ts";
import { pageNowUs } from "./hostClock.ts";

/** A microphone that says nothing for this long is not waited for: the file must go on without it. */
const SILENT_MS = 2_000;
/** The picture's place on the page's clock is known after a few frames; sound waits for it. 1 s is a hundred buffers. */
const MOST_HELD = 100;
const FIRST_SOUND_MS = 300;
/** Speech quality is plenty to find impacts by. */
const BITS_PER_SECOND = 96_000;

/** A microphone's sound beside the picture, on the picture's clock to about 10 ms: impacts are found by it later. */
export class SoundTrack {
  readonly #source: AudioSampleSource;
  readonly #track: MediaStreamAudioTrack;
  readonly #reader: ReadableStreamDefaultReader<AudioData>;
  readonly #clock = new FrameClock();
  readonly #first: AudioData;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();

  /** Null where the stream has no sound, none comes, or nothing can encode it: the picture goes on alone. */
  static async addTo(output: Output, stream: MediaStream): Promise<SoundTrack | null> {
    const [microphone] = stream.getAudioTracks();
    if (microphone === undefined || microphone.readyState !== "live") return null;
    const codec = await getFirstEncodableAudioCodec(["aac", "opus"]);
    if (codec === null) return null;
    const track = microphone.clone();
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    const first = await Promise.race([
      reader.read(),
      new Promise<null>((done) => setTimeout(() => done(null), FIRST_SOUND_MS)),
    ]);
    if (first === null || first.done) {
      void reader.cancel();
      track.stop();
      return null;
    }
    const source = new AudioSampleSource({ codec, quality: new Quality({ bitrate: BITS_PER_SECOND }) });
    output.addAudioTrack(source);
    return new SoundTrack(source, track, reader, first.value);
  }

  private constructor(
    source: AudioSampleSource,
    track: MediaStreamAudioTrack,
    reader: ReadableStreamDefaultReader<AudioData>,
    first: AudioData,
  ) {
    this.#source = source;
    this.#track = track;
    this.#reader = reader;
    this.#first = first;
  }

  /** @param pictureUs when the video's first frame was captured, on the page's clock; null while nobody knows */
  run(pictureUs: () => number | null): void {
    this.#running = this.#record(pictureUs)
      .catch((error) => console.warn("sound", error))
      .finally(() => {
        clearTimeout(this.#silence);
        // The picture does not wait for sound any more.
        this.#source.close();
      });
  }

  async stop(): Promise<void> {
    await this.#reader.cancel();
    this.#track.stop();
    await this.#running;
  }

  async #record(pictureUs: () => number | null): Promise<void> {
    const held: AudioData[] = [];
    const zeroUs = this.#first.timestamp;
    let startS: number | null = null;
    for (let next: AudioData | null = this.#first; next !== null; next = await this.#next()) {
      this.#clock.arrived(next.timestamp - zeroUs, pageNowUs());
      held.push(next);
      if (startS === null) {
        const picture = pictureUs();
        const sound = this.#clock.fit()?.line.offsetUs;
        const known = picture !== null && sound !== undefined && held.length > MOST_HELD / 4;
        if (!known && held.length < MOST_HELD) continue;
        if (picture === null || sound === undefined) break;
        startS = (sound - picture) / 1e6;
      }
      for (const data of held.splice(0)) await this.#add(data, startS + (data.timestamp - zeroUs) / 1e6);
    }
    for (const data of held) data.close();
  }

  async #next(): Promise<AudioData | null> {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => void this.#reader.cancel(), SILENT_MS);
    const { done, value } = await this.#reader.read();
    return done ? null : value;
  }

  /** What was heard before the first frame is left out. */
  async #add(data: AudioData, atS: number): Promise<void> {
    if (atS < 0) return data.close();
    const sample = new AudioSample(data);
    sample.setTimestamp(atS);
    await this.#source.add(sample);
    sample.close();
  }
}
