import type { CaptureSummary } from "#domain/captures.ts";
import type { TruthEvent } from "#domain/punches.ts";
import { type DeviceLink, hostNowUs } from "../sources/source.ts";
import type { NewCapture, ProjectStore } from "../store/api.ts";
import { type CaptureInput, CaptureWriter } from "./captureWriter.ts";
import { NO_CLOCK, RowPlacer } from "./rowPlacer.ts";

/**
 * Records links that deliver faster than life (a simulator, a replay), each for `seconds` of its own time, into one
 * capture; `keepsTruth` false leaves out what they know of their own motion. The rows go the same way as in a live recording: placer, writer, journal.
 * @throws ProblemError of the store
 */
export async function recordAtOnce(
  store: ProjectStore,
  links: readonly DeviceLink[],
  capture: Omit<NewCapture, "streams">,
  seconds: number,
  { zeroUs = hostNowUs(), keepsTruth = true }: { readonly zeroUs?: number; readonly keepsTruth?: boolean } = {},
): Promise<CaptureSummary> {
  const inputs: CaptureInput[] = links.map(({ device, hand, formats }) => ({
    deviceId: device.id,
    streams: formats.map((format) => ({ device, hand, format })),
  }));
  const writer = await CaptureWriter.begin(store, capture, inputs, zeroUs);
  const stopUs = zeroUs + seconds * 1e6;
  writer.stopAt(stopUs);
  await Promise.all(links.map((link) => recordLink(writer, link, stopUs)));
  const truth: TruthEvent[] = !keepsTruth ? [] : links.flatMap((link) => [...(link.truth?.() ?? [])]);
  return writer.finish(stopUs, truth, () => {});
}

async function recordLink(writer: CaptureWriter, link: DeviceLink, stopUs: number): Promise<void> {
  const enough = new AbortController();
  const placers = link.formats.map((format, stream) => new RowPlacer(stream, format, NO_CLOCK));
  await link.stream(
    {
      onPacket: (packet) => {
        for (const block of placers[packet.stream]!.place(packet)) writer.add(link.device.id, block);
        if (packet.hostTimeUs >= stopUs) enough.abort();
      },
      onCorrupt: (packets) => writer.corrupt(link.device.id, packets),
    },
    enough.signal,
  );
  for (const placer of placers) for (const block of placer.flush()) writer.add(link.device.id, block);
}
