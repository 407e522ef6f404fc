import { ALL_FORMATS, EncodedPacketSink, Input, UrlSource, VideoSampleSink } from "mediabunny";
import { FrameTimes } from "../../../renderer/video/frameTimes.ts";
import { ElementPicture } from "../../../renderer/video/picture.ts";

const element = document.querySelector<HTMLVideoElement>("#element")!;
const canvas = document.querySelector<HTMLCanvasElement>("#decoded")!;

async function open(url: string) {
  const input = new Input({ source: new UrlSource(url), formats: ALL_FORMATS });
  const track = (await input.getPrimaryVideoTrack())!;
  const starts: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true }))
    starts.push(packet.timestamp * 1e6);
  starts.sort((a, b) => a - b);
  const frames = new FrameTimes(Float64Array.from(starts), (await track.computeDuration()) * 1e6);
  element.src = url;
  await new Promise((ready) => element.addEventListener("loadeddata", ready, { once: true }));
  canvas.width = element.videoWidth;
  canvas.height = element.videoHeight;
  return { frames, seeker: new ElementPicture(element, frames), sink: new VideoSampleSink(track) };
}

const reader = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
function read(source: CanvasImageSource): number {
  reader.canvas.width = 784;
  reader.canvas.height = 72;
  reader.drawImage(source, 0, 0);
  let value = 0;
  for (let bit = 0; bit < 16; bit++) {
    if (reader.getImageData(16 + bit * 48 + 20, 36, 1, 1).data[0]! > 128) value |= 1 << bit;
  }
  return value;
}

let opened: Awaited<ReturnType<typeof open>>;
const seeking = {
  async open(url: string) {
    opened = await open(url);
    return opened.frames.count;
  },
  async element(index: number) {
    const from = performance.now();
    const said = await opened.seeker.show(index);
    const ms = performance.now() - from;
    return { ms, said, read: read(element) };
  },
  async decoder(index: number) {
    const from = performance.now();
    const sample = await opened.sink.getSample(opened.frames.middleUs(index) / 1e6);
    sample!.draw(canvas.getContext("2d")!, 0, 0);
    const ms = performance.now() - from;
    sample!.close();
    return { ms, said: index, read: read(canvas) };
  },
};
declare global {
  interface Window {
    readonly seeking: typeof import("./page.ts").seeking;
  }
}
Object.assign(window, { seeking });

export { seeking };
