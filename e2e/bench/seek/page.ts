import { ALL_FORMATS, EncodedPacketSink, Input, UrlSource, VideoSampleSink } from "mediabunny";
import { FrameTimes } from "../../../renderer/video/frameTimes.ts";
import { ElementPicture } from "../../../renderer/video/picture.ts";

/** What a seek took, and the frame that the picture really is: read back from its pixels. */
export interface Seek {
  readonly ms: number;
  readonly read: number;
}

export type Rival = "element" | "decoder";

const element = document.querySelector<HTMLVideoElement>("#element")!;
const canvas = document.querySelector<HTMLCanvasElement>("#decoded")!;
const small = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;

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
  return { frames, picture: new ElementPicture(element, frames), sink: new VideoSampleSink(track) };
}

/** The number that is painted as squares in the first row: 16 of them, each in a cell of a sixteenth of the width. */
function readSquares(source: CanvasImageSource): number {
  small.canvas.width = canvas.width;
  small.canvas.height = canvas.height;
  small.drawImage(source, 0, 0);
  const cell = canvas.width / 16;
  let value = 0;
  for (let bit = 0; bit < 16; bit++) {
    if (small.getImageData((bit + 0.5) * cell, cell / 2, 1, 1).data[0]! > 128) value |= 1 << bit;
  }
  return value;
}

/**
 * Of a film with a white counter in its upper left: what is white there in each frame, decoded one after the other. Other
 * colours are left out: an element and a decoder do not mix them alike.
 */
const WHITE_FROM = 190;
let known: Uint8ClampedArray[] = [];

function pixels(source: CanvasImageSource): Uint8ClampedArray {
  small.canvas.width = canvas.width / 2;
  small.canvas.height = Math.floor(canvas.height / 6);
  small.drawImage(source, 0, 0);
  return small
    .getImageData(0, 0, small.canvas.width, small.canvas.height)
    .data.filter((_, at) => at % 4 === 1)
    .map((green) => (green > WHITE_FROM ? 1 : 0));
}

function mostAlike(source: CanvasImageSource): number {
  const seen = pixels(source);
  const apart = known.map((each) => each.reduce((sum, value, at) => sum + Math.abs(value - seen[at]!), 0));
  return apart.indexOf(Math.min(...apart));
}

let opened: Awaited<ReturnType<typeof open>>;
let read = readSquares;

const seeking = {
  /** @param painted whether the film's frames say their number; otherwise they are learnt first. @returns its frames */
  async open(url: string, painted: boolean): Promise<number> {
    opened = await open(url);
    known = [];
    read = painted ? readSquares : mostAlike;
    if (painted) return opened.frames.count;
    const context = canvas.getContext("2d")!;
    for await (const sample of opened.sink.samples()) {
      sample.draw(context, 0, 0);
      sample.close();
      known.push(pixels(canvas));
    }
    return opened.frames.count;
  },
  async element(index: number): Promise<Seek> {
    const from = performance.now();
    await opened.picture.show(index);
    const ms = performance.now() - from;
    return { ms, read: read(element) };
  },
  async decoder(index: number): Promise<Seek> {
    const from = performance.now();
    const sample = await opened.sink.getSample(opened.frames.middleUs(index) / 1e6);
    sample?.draw(canvas.getContext("2d")!, 0, 0);
    const ms = performance.now() - from;
    sample?.close();
    return { ms, read: read(canvas) };
  },
};

declare global {
  interface Window {
    readonly seeking: typeof seeking;
  }
}
Object.assign(window, { seeking });
