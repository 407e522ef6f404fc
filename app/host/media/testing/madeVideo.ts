import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  FilePathTarget,
  MkvOutputFormat,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
  type Rotation,
  WebMOutputFormat,
} from "mediabunny";

/** A container as something writes it: `live` ones have neither a length nor a table of moments. */
export const CONTAINERS = {
  mp4: () => new Mp4OutputFormat({ fastStart: false }),
  fragmentedMp4: () => new Mp4OutputFormat({ fastStart: "fragmented", minimumFragmentDuration: 1 }),
  mov: () => new MovOutputFormat({ fastStart: false }),
  webm: () => new WebMOutputFormat(),
  liveWebm: () => new WebMOutputFormat({ appendOnly: true }),
  liveMatroska: () => new MkvOutputFormat({ appendOnly: true }),
} as const satisfies Record<string, () => OutputFormat>;

export interface MadeVideo {
  readonly container: keyof typeof CONTAINERS;
  readonly timesUs: readonly number[];
  readonly sound?: boolean;
  readonly picture?: boolean;
  readonly rotation?: Rotation;
}

/** `count` frames at 30 a second. */
export function steadyTimesUs(count: number): number[] {
  return Array.from({ length: count }, (_, index) => (index * 1e6) / 30);
}

/**
 * Writes a video whose tables are real and whose pictures are noise: nothing of the host decodes them. 320x240, VP9 every
 * second a key frame; the sound is Opus, twenty milliseconds a packet.
 */
export async function makeVideo(
  path: string,
  { container, timesUs, sound = false, picture = true, rotation = 0 }: MadeVideo,
) {
  const output = new Output({ format: CONTAINERS[container](), target: new FilePathTarget(path) });
  const video = new EncodedVideoPacketSource("vp9");
  if (picture) output.addVideoTrack(video, { rotation });
  const audio = new EncodedAudioPacketSource("opus");
  if (sound) output.addAudioTrack(audio);
  await output.start();
  const videoConfig = { codec: "vp09.00.10.08", codedWidth: 320, codedHeight: 240 };
  const audioConfig = { codec: "opus", sampleRate: 48_000, numberOfChannels: 1 };
  let soundUs = 0;
  for (const [index, timeUs] of timesUs.entries()) {
    const untilUs = timesUs[index + 1] ?? timeUs + 33_333;
    const kind = index % 30 === 0 ? "key" : "delta";
    const bytes = Uint8Array.from({ length: 400 }, (_, i) => (i * 31 + index) % 251);
    if (picture) {
      const packet = new EncodedPacket(bytes, kind, timeUs / 1e6, (untilUs - timeUs) / 1e6);
      await video.add(packet, { decoderConfig: videoConfig });
    }
    for (; sound && soundUs < untilUs; soundUs += 20_000) {
      const packet = new EncodedPacket(bytes.subarray(0, 60), "key", soundUs / 1e6, 0.02);
      await audio.add(packet, { decoderConfig: audioConfig });
    }
  }
  await output.finalize();
}
