import type { ConnectedDevice } from "#contract/devices.ts";
import type { DeviceIdentity } from "#domain/captures.ts";
import type { Hand } from "#domain/hands.ts";
import { hostNowUs, type SampleSource } from "../sources/source.ts";
import type { AlertBoard } from "./alertBoard.ts";
import { DeviceSession } from "./deviceSession.ts";
import { linkAlerts } from "./linkAlerts.ts";
import { LiveView } from "./liveView.ts";
import type { Block } from "./rowPlacer.ts";

/** Health changes all the time; twice a second is enough for the eye. */
const TELL_MS = 500;

/** Who else listens to the rows of connected devices: the recorder. */
export interface BoardListener {
  onBlock(session: DeviceSession, block: Block): void;
  onCorrupt(session: DeviceSession, packets: number): void;
  /** A device was connected, came back, or went away. */
  onSession(session: DeviceSession): void;
  isRecording(session: DeviceSession): boolean;
}

/** The connected devices, their live picture and their alerts. */
export class DeviceBoard {
  readonly liveView = new LiveView();
  readonly #sessions = new Map<string, DeviceSession>();
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
    return [...this.#sessions.values()];
  }

  list(): ConnectedDevice[] {
    return this.sessions().map((session) => session.view());
  }

  /** Connects, or returns the device that is connected already. @throws ProblemError as DeviceSession.connect */
  async connect(
    source: SampleSource,
    device: DeviceIdentity,
    hand: Hand | null,
    signal: AbortSignal,
  ): Promise<ConnectedDevice> {
    const existing = this.#sessions.get(device.id);
    if (existing?.state === "ended") await this.disconnect(device.id);
    else if (existing) return existing.view();
    const session = new DeviceSession(source, device, hand, () => ++this.#liveKeys, {
      onBlock: (from, block) => {
        if (block.stream === 0) this.liveView.add(from.liveKey, from.formats[0]!, block);
        this.#listener.onBlock(from, block);
      },
      onCorrupt: (from, packets) => this.#listener.onCorrupt(from, packets),
      onChange: (from) => this.#changed(from),
    });
    this.#sessions.set(device.id, session);
    this.#tell(this.list());
    try {
      await session.connect(signal);
      return session.view();
    } catch (error) {
      this.#sessions.delete(device.id);
      this.#tell(this.list());
      throw error;
    }
  }

  async disconnect(deviceId: string): Promise<void> {
    const session = this.#sessions.get(deviceId);
    if (session === undefined) return;
    await session.close();
    this.#sessions.delete(deviceId);
    this.#alerts.set(`device:${deviceId}`, []);
    this.#listener.onSession(session);
    this.#tell(this.list());
  }

  setHand(deviceId: string, hand: Hand | null): void {
    this.#sessions.get(deviceId)?.setHand(hand);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.liveView.close();
    await Promise.all([...this.#sessions.keys()].map((deviceId) => this.disconnect(deviceId)));
  }

  #changed(session: DeviceSession): void {
    if (!this.#sessions.has(session.deviceId)) return;
    this.#judge(session);
    this.#listener.onSession(session);
    this.#tell(this.list());
  }

  #tellHealth(): void {
    if (this.#sessions.size === 0) return;
    for (const session of this.#sessions.values()) this.#judge(session);
    this.#tell(this.list());
  }

  #judge(session: DeviceSession): void {
    const alerts = linkAlerts({
      device: session.device,
      hand: session.hand,
      state: session.state,
      problem: session.problem,
      format: session.formats[0] ?? null,
      recent: session.window.tally(hostNowUs()),
      measuredRateHz: session.window.rateHz(),
      silentUs: session.silentUs,
      battery: session.battery,
      byteShiftSuspected: session.byteShiftSuspected,
      recording: this.#listener.isRecording(session),
    });
    this.#alerts.set(`device:${session.deviceId}`, alerts);
  }
}
