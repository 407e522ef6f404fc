import {
  type AudioCodec,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathTarget,
  type Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MatroskaInputFormat,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
  type VideoCodec,
  WebMOutputFormat,
} from "mediabunny";
import { withInput } from "./measure.ts";

/** What the file that is made will be, or null where no container that browsers play takes these codecs. */
export async function remuxTarget(path: string): Promise<"mp4" | "webm" | null> {
  return withInput(path, async (input, track) => (await plan(input, track))?.extension ?? null);
}

/**
 * Writes the same pictures and sound, untouched and at the same times, into a file with a table of its moments, so that
 * a player can jump. The caller has asked `remuxTarget`.
 */
export async function remux(from: string, to: string): Promise<void> {
  await withInput(from, async (input, track) => {
    const planned = await plan(input, track);
    if (planned === null) throw new Error("nothing to write this into");
    const output = new Output({ format: planned.format, target: new FilePathTarget(to) });
    try {
      await copyTracks(output, track, planned);
      await output.finalize();
    } catch (error) {
      await output.cancel().catch(() => undefined);
      throw error;
    }
  });
}

interface Plan {
  readonly extension: "mp4" | "webm";
  readonly format: OutputFormat;
  readonly videoCodec: VideoCodec;
  readonly sound: { readonly track: InputAudioTrack; readonly codec: AudioCodec } | null;
}

async function plan(input: Input, track: InputVideoTrack): Promise<Plan | null> {
  const videoCodec = await track.getCodec();
  if (videoCodec === null) return null;
  const audio = await input.getPrimaryAudioTrack();
  const audioCodec = (await audio?.getCodec()) ?? null;
  if (audio !== null && audioCodec === null) return null;
  const sound = audio !== null && audioCodec !== null ? { track: audio, codec: audioCodec } : null;
  const webm = { extension: "webm", format: new WebMOutputFormat() } as const;
  const mp4 = { extension: "mp4", format: new Mp4OutputFormat({ fastStart: false }) } as const;
  // WebM counts in milliseconds: only what came in them goes there.
  const isMatroska = (await input.getFormat()) instanceof MatroskaInputFormat;
  for (const { extension, format } of isMatroska ? [webm, mp4] : [mp4]) {
    const codecs: readonly string[] = format.getSupportedCodecs();
    const takes = codecs.includes(videoCodec) && (sound === null || codecs.includes(sound.codec));
    if (takes) return { extension, format, videoCodec, sound };
  }
  return null;
}

async function copyTracks(output: Output, track: InputVideoTrack, plan: Plan): Promise<void> {
  const video = new EncodedVideoPacketSource(plan.videoCodec);
  output.addVideoTrack(video, { rotation: await track.getRotation() });
  const videoConfig = (await track.getDecoderConfig()) ?? undefined;
  const lanes: Lane[] = [
    {
      packets: new EncodedPacketSink(track).packets(),
      add: (packet) => video.add(packet, videoConfig && { decoderConfig: videoConfig }),
    },
  ];
  if (plan.sound !== null) {
    const audio = new EncodedAudioPacketSource(plan.sound.codec);
    output.addAudioTrack(audio);
    const audioConfig = (await plan.sound.track.getDecoderConfig()) ?? undefined;
    lanes.push({
      packets: new EncodedPacketSink(plan.sound.track).packets(),
      add: (packet) => audio.add(packet, audioConfig && { decoderConfig: audioConfig }),
    });
  }
  await output.start();
  await copyInOrder(lanes);
}

interface Lane {
  readonly packets: AsyncGenerator<EncodedPacket, void>;
  add(packet: EncodedPacket): Promise<void>;
}

/** The lane that is behind goes first, so that little waits in memory. */
async function copyInOrder(lanes: readonly Lane[]): Promise<void> {
  const heads = await Promise.all(lanes.map(async (lane) => ({ lane, next: await lane.packets.next() })));
  for (;;) {
    const open = heads.filter(({ next }) => !next.done);
    const first = open.reduce<(typeof open)[number] | null>(
      (least, head) => (least === null || timeOf(head.next) < timeOf(least.next) ? head : least),
      null,
    );
    if (first === null) return;
    await first.lane.add(first.next.value as EncodedPacket);
    first.next = await first.lane.packets.next();
  }
}

function timeOf(next: IteratorResult<EncodedPacket, void>): number {
  return next.done ? Number.POSITIVE_INFINITY : next.value.timestamp;
}
