/** A camera's picture, as far as the studio looks at it. */
export class FakeTrack extends EventTarget {
  readonly kind: string;
  readonly label: string;
  readonly #deviceId: string;
  stopped = false;

  constructor(kind: "video" | "audio", label: string, deviceId: string) {
    super();
    this.kind = kind;
    this.label = label;
    this.#deviceId = deviceId;
  }

  getSettings() {
    return { deviceId: this.#deviceId, width: 1280, height: 720 };
  }

  stop(): void {
    this.stopped = true;
  }
}

export class FakeStream {
  readonly tracks: readonly FakeTrack[];

  constructor(tracks: readonly FakeTrack[]) {
    this.tracks = tracks;
  }

  getTracks = () => this.tracks;
  getVideoTracks = () => this.tracks.filter(({ kind }) => kind === "video");
  getAudioTracks = () => this.tracks.filter(({ kind }) => kind === "audio");
}

/** Cameras as a browser has them: without names until the user let the page see one. */
export class FakeDevices extends EventTarget {
  plugged: readonly { readonly deviceId: string; readonly label: string }[];
  granted: boolean;
  /** What the user or the system says next time. */
  refusal: string | null = null;
  readonly opened: FakeTrack[] = [];
  readonly asked: MediaStreamConstraints[] = [];

  constructor(names: readonly string[], granted = false) {
    super();
    this.plugged = names.map((label) => ({ deviceId: `id of ${label}`, label }));
    this.granted = granted;
  }

  enumerateDevices = async () =>
    this.plugged.map(({ deviceId, label }) => ({
      kind: "videoinput",
      deviceId: this.granted ? deviceId : "",
      label: this.granted ? label : "",
    }));

  getUserMedia = async (wanted: MediaStreamConstraints) => {
    this.asked.push(wanted);
    if (this.refusal !== null) throw new DOMException("no", this.refusal);
    this.granted = true;
    if (wanted.audio) return this.#open(new FakeTrack("audio", "Microphone", "mic"));
    const { exact } = ((wanted.video as MediaTrackConstraints).deviceId ?? {}) as { exact?: string };
    const camera = this.plugged.find(({ deviceId }) => exact === undefined || deviceId === exact);
    if (camera === undefined) throw new DOMException("no", "NotFoundError");
    return this.#open(new FakeTrack("video", camera.label, camera.deviceId));
  };

  getDisplayMedia = async () => {
    if (this.refusal !== null) throw new DOMException("no", this.refusal);
    return this.#open(new FakeTrack("video", "screen:0", "screen:0"));
  };

  #open(track: FakeTrack): FakeStream {
    this.opened.push(track);
    return new FakeStream([track]);
  }

  /** Pulls a camera's cable. */
  unplug(name: string): void {
    this.plugged = this.plugged.filter(({ label }) => label !== name);
    for (const track of this.opened.filter(({ label }) => label === name)) track.dispatchEvent(new Event("ended"));
    this.dispatchEvent(new Event("devicechange"));
  }

  /** The page as the studio gets it, with these devices in it. */
  page(): Window {
    const navigator = {
      mediaDevices: this,
      permissions: { query: async () => ({ state: this.granted ? "granted" : "prompt" }) },
    };
    return { navigator, localStorage } as unknown as Window;
  }
}
