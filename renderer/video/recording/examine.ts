import type { Finding } from "#contract/doctor.ts";
import { text } from "../../ui/text.ts";

const USUAL = { width: 1280, height: 720, framerate: 30, bitrate: 2_800_000 };
const ENCODERS = [
  ["H.264", "avc1.640028"],
  ["VP9", "vp09.00.31.08"],
  ["VP8", "vp8"],
] as const;

/** What this machine has to film with, as far as a page can know it without asking for a camera. Never fails. */
export async function examineFilming(page: Window): Promise<Finding> {
  const id = "camera";
  const [cameras, encoder] = await Promise.all([countCameras(page), findEncoder()]);
  if (cameras === 0) return { id, state: "missing", found: null, cure: text("doctor.camera.cure.none"), needed: false };
  const found = text("doctor.camera.found", { count: cameras, encoder: encoder ?? "–" });
  if (encoder === null) return { id, state: "broken", found, cure: text("doctor.camera.cure.encoder"), needed: false };
  return { id, state: "ok", found, cure: null, needed: false };
}

async function countCameras(page: Window): Promise<number> {
  try {
    const devices = await page.navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ kind }) => kind === "videoinput").length;
  } catch {
    return 0;
  }
}

/** The first that takes the usual size; null where the browser has none. */
async function findEncoder(): Promise<string | null> {
  for (const [name, codec] of ENCODERS) {
    try {
      if ((await VideoEncoder.isConfigSupported({ codec, ...USUAL })).supported) return name;
    } catch {
      // A browser without WebCodecs, or one that does not know the codec: the next.
    }
  }
  return null;
}
