import { FILM_SIZES, type FilmSetup } from "./setup.ts";

/** A camera or the screen that is on. */
export interface FilmSource {
  /** The camera's device id, or `screen`. */
  readonly key: string;
  readonly kind: "camera" | "screen";
  readonly name: string;
  readonly stream: MediaStream;
}

export const SCREEN = "screen";

/** Opens a camera at about the wished size and rate; it gives what it can. @throws DOMException as the browser says */
export function openCamera(
  devices: MediaDevices,
  deviceId: string | null,
  { size, rateHz }: FilmSetup,
): Promise<MediaStream> {
  const [width, height] = FILM_SIZES[size];
  return devices.getUserMedia({
    video: {
      ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
      width: { ideal: width },
      height: { ideal: height },
      frameRate: { ideal: Number(rateHz) },
    },
  });
}

/** Sound as it is: what makes a call pleasant (gain, echo and noise filters) would smear an impact. */
export function openMicrophone(devices: MediaDevices): Promise<MediaStream> {
  return devices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
}

/** The user picks the screen or window in the system's own dialog. @throws DOMException as the browser says */
export function openScreen(devices: MediaDevices, { rateHz }: FilmSetup): Promise<MediaStream> {
  return devices.getDisplayMedia({ video: { frameRate: { ideal: Number(rateHz) } }, audio: false });
}

export function closeStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** A browser's refusal as a problem's code: `problem.film.<code>`. */
export function refusalOf(error: unknown): "denied" | "inUse" | "notFound" | "notOpened" {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotReadableError" || name === "AbortError") return "inUse";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "notFound";
  return "notOpened";
}
