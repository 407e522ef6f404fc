import type { ConnectedDevice } from "#contract/devices.ts";
import type { DeviceIdentity } from "#domain/captures.ts";
import type { Hand } from "#domain/hands.ts";
import type { SampleSource } from "../sources/source.ts";
import type { AlertBoard } from "./alertBoard.ts";
import { DeviceSession } from "./deviceSession.ts";
import { linkAlerts } from "./linkAlerts.ts";
import { LiveView } from "./liveView.ts";
import type { GloveSaid } from "./ownResults.ts";
import type { Block } from "./rowPlacer.ts";
import { deviceIdOf } from "./streamDevice.ts";

/** Health changes all the time; twice a second is enough for the eye. */
const TELL_MS = 500;

/** Who else listens to the rows of connected devices: the recorder, and the models that listen. */
export interface BoardListener {
  onBlock(session: DeviceSession, block: Block): void;
  onCorrupt(session: DeviceSession, packets: number): void;
  /** The glove recognised something by itself. */
  onResult?(session: DeviceSession, said: GloveSaid): void;
  /** A device was connected, came back, or went away. */
  onSession(session: DeviceSession): void;
  isRecording(session: DeviceSession): boolean;
}

/** The connected devices, their live picture and their alerts. */
export class DeviceBoard {
  readonly liveView = new LiveView();
  readonly #connected = new Map<string, { session: DeviceSession; ready: Promise<void> }>();
  readonly #alerts: AlertBoard;
  readonly #tell: (devices: ConnectedDevice[]) => void;
  readonly #listener: BoardListener;
  readonly #timer = setInterval(() => this.#tellHealth(), TELL_MS);
  #liveKeys = 0;

  constructor(alerts: AlertBoard, listener: BoardListener, tell: (devices: ConnectedDevice[]) => void) {
    this.#alerts = alerts;
    this.#listener = listener;
    this.#tell = tell;
  }

  sessions(): DeviceSession[] {
    return [...this.#connected.values()].map(({ session }) => session);
  }

  /** One entry a stream. */
  list(): ConnectedDevice[] {
    return this.sessions().flatMap((session) => session.views());
  }

  /** Connects; a device that is connected already, or just being connected, is taken as it is. */
  async connect(
    source: SampleSource,
    device: DeviceIdentity,
    hand: Hand | null,
    signal: AbortSignal,
  ): Promise<DeviceSession> {
    if (this.#connected.get(device.id)?.session.state === "ended") await this.disconnect(device.id);
    let entry = this.#connected.get(device.id);
    if (entry === undefined) {
      const session = this.#newSession(source, device, hand);
      entry = { session, ready: session.connect(signal) };
      this.#connected.set(device.id, entry);
      this.#tell(this.list());
    }
    try {
      await entry.ready;
      return entry.session;
    } catch (error) {
      if (this.#connected.get(device.id) === entry) this.#remove(device.id);
      throw error;
    }
  }

  /** Takes the id of any of the device's streams. */
  async disconnect(streamDeviceId: string): Promise<void> {
    const deviceId = deviceIdOf(streamDeviceId);
    const session = this.#connected.get(deviceId)?.session;
    if (session === undefined) return;
    await session.close();
    this.#remove(deviceId);
    this.#listener.onSession(session);
  }

  setHand(streamDeviceId: string, hand: Hand | null): void {
    this.#connected.get(deviceIdOf(streamDeviceId))?.session.setHand(streamDeviceId, hand);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.liveView.close();
    await Promise.all([...this.#connected.keys()].map((deviceId) => this.disconnect(deviceId)));
  }

  #newSession(source: SampleSource, device: DeviceIdentity, hand: Hand | null): DeviceSession {
    return new DeviceSession(source, device, hand, () => ++this.#liveKeys, {
      onBlock: (session, block) => {
        const { liveKey, format } = session.streams[block.stream]!;
        this.liveView.add(liveKey, format, block);
        this.#listener.onBlock(session, block);
      },
      onCorrupt: (session, packets) => this.#listener.onCorrupt(session, packets),
      onResult: (session, said) => this.#listener.onResult?.(session, said),
      onChange: (session) => this.#changed(session),
    });
  }

  #remove(deviceId: string): void {
    this.#connected.delete(deviceId);
    this.#alerts.set(`device:${deviceId}`, []);
    this.#tell(this.list());
  }

  #changed(session: DeviceSession): void {
    if (!this.#connected.has(session.deviceId)) return;
    this.#judge(session);
    this.#listener.onSession(session);
    this.#tell(this.list());
  }

  #tellHealth(): void {
    if (this.#connected.size === 0) return;
    for (const session of this.sessions()) this.#judge(session);
    this.#tell(this.list());
  }

  #judge(session: DeviceSession): void {
    const { state, problem, silentUs, battery } = session;
    const recording = this.#listener.isRecording(session);
    const alerts = session.streams.flatMap((stream) =>
      linkAlerts({
        device: stream.device,
        hand: stream.hand,
        format: stream.format,
        recent: stream.recent(),
        measuredRateHz: stream.measuredRateHz,
        byteShiftSuspected: stream.byteShiftSuspected,
        state,
        problem,
        silentUs,
        battery,
        recording,
      }),
    );
    this.#alerts.set(`device:${session.deviceId}`, alerts);
  }
}
