import { setTimeout as sleep } from "node:timers/promises";
import type { DeviceIdentity } from "#domain/captures.ts";
import { ProblemError } from "#domain/problems.ts";
import { ResultsLink } from "../resultsLink.ts";
import type { DeviceLink, Discovery, SampleSource } from "../source.ts";
import { looksLikeConfig, readConfig } from "../ssi/config.ts";
import { looksLikeRecognition } from "../ssi/results.ts";
import { type Address, addressId, baseUrls, parseAddress } from "./address.ts";
import { framedRows } from "./framed.ts";
import { type Answer, HttpPlace } from "./http.ts";
import { HTTP_TIMING, HttpLink, type HttpTiming, resultBytes } from "./httpLink.ts";
import {
  configureGateway,
  type GatewayDevice,
  type GatewayState,
  gatewayConfig,
  isCapturing,
  isRecognizing,
  isTestSource,
  readGatewayState,
  scanGateway,
} from "./openGateway.ts";

/** What answers at an address. */
type Server =
  | { readonly kind: "gateway"; readonly place: HttpPlace; readonly state: GatewayState }
  | { readonly kind: "device"; readonly place: HttpPlace; readonly json: object }
  | { readonly kind: "recognising"; readonly place: HttpPlace };

/** How often a device that has no description yet is asked again. */
const ASK_AGAIN_MS = 500;

/**
 * Gloves over HTTP: behind an Open Gateway, or serving the Simple Streaming Interface over Wi-Fi themselves. Which of
 * the two it is shows in its `/config`. Nothing announces itself in the network, so only remembered addresses are
 * looked at.
 */
export class GatewaySource implements SampleSource {
  readonly kind = "gateway";
  readonly #timing: HttpTiming;
  readonly #remembered = new Map<string, Address>();
  /** What scans called the devices, by base URL and the gateway's id. */
  readonly #names = new Map<string, string>();
  /** Of gateways that want one, by the id of their address. */
  readonly #tokens = new Map<string, string>();

  constructor(timing: Partial<HttpTiming> = {}) {
    this.#timing = { ...HTTP_TIMING, ...timing };
  }

  /**
   * Looks at this address from now on. Returns the device's id, which `connect` takes.
   * @throws ProblemError device.badAddress
   */
  remember(address: string): string {
    const { token, ...parsed } = parseAddress(address);
    const place = { ...parsed, behind: null };
    this.#remembered.set(addressId(place), place);
    if (token !== undefined) this.#tokens.set(addressId(place), token);
    return addressId(parsed);
  }

  /** What a gateway wants beside its address, where somebody gave it. */
  tokenOf(deviceId: string): string | null {
    return this.#tokens.get(addressId({ ...parseAddress(deviceId), behind: null })) ?? null;
  }

  forget(deviceId: string): void {
    this.#remembered.delete(deviceId);
    this.#tokens.delete(deviceId);
  }

  async find(signal: AbortSignal): Promise<readonly Discovery[]> {
    const perAddress = await Promise.all(
      [...this.#remembered.values()].map((address) => this.#look(address, signal).catch(() => [])),
    );
    signal.throwIfAborted();
    return perAddress.flat();
  }

  /**
   * @throws ProblemError device.badAddress, device.unreachable, device.notSsi, device.badConfig, device.incompleteConfig,
   *         device.recognitionMode, device.refused, device.noneAtGateway
   */
  async connect(deviceId: string, signal: AbortSignal): Promise<DeviceLink> {
    const address = parseAddress(deviceId);
    const server = await this.#meet(address, this.#timing.askMs, this.#timing.readyMs, signal);
    if (server.kind === "recognising") {
      return resultsLink(identity(deviceId, server.place.name, false), server.place);
    }
    return server.kind === "device"
      ? this.#connectDevice(deviceId, server.place, server.json)
      : this.#connectGateway(deviceId, server.place, server.state, address.behind, signal);
  }

  #connectDevice(id: string, place: HttpPlace, json: object): DeviceLink {
    const config = { ...readConfig(json), version: 1 as const };
    const name = config.deviceName ?? place.name;
    // Documented as optional; known devices stop when the socket closes and do not know the path.
    const free = async () => void (await place.ask("/disconnect", 1000, new AbortController().signal));
    const rows = { config, path: "/stream" };
    return new HttpLink(identity(id, name, config.simulated), place, rows, this.#timing, free);
  }

  async #connectGateway(
    id: string,
    place: HttpPlace,
    found: GatewayState,
    wanted: Address["behind"],
    signal: AbortSignal,
  ): Promise<DeviceLink> {
    let state = found;
    const asWanted = wanted === null || found.device_id === wanted.deviceId;
    const ours = !(isCapturing(found) && asWanted);
    if (ours) {
      if (wanted === null && isRecognizing(found)) {
        return resultsLink(identity(id, found.device_id || place.name, isTestSource(found.source)), place);
      }
      const device = wanted ?? (await this.#choose(place, found, signal));
      state = await configureGateway(place, device, this.#timing.configureMs, signal);
      if (isRecognizing(state)) throw new ProblemError("device.recognitionMode", { device: place.name });
    }
    const config = gatewayConfig(state, this.#names.get(`${place.name} ${state.device_id}`));
    const rows = framedRows(state, config) ?? { config, path: "/stream" };
    // A device that somebody else connected stays connected.
    const free = async () => {
      if (ours) await place.ask("/disconnect", this.#timing.askMs, new AbortController().signal);
    };
    const name = config.deviceName ?? place.name;
    return new HttpLink(identity(id, name, config.simulated), place, rows, this.#timing, free);
  }

  /** The device that the gateway had before, or the first that it finds. */
  async #choose(place: HttpPlace, state: GatewayState, signal: AbortSignal): Promise<NonNullable<Address["behind"]>> {
    if (state.device_id && state.source) return { source: state.source, deviceId: state.device_id };
    const [first] = await this.#scan(place, this.#timing.scanMs, signal);
    if (first) return first;
    throw new ProblemError("device.noneAtGateway", { device: place.name });
  }

  async #scan(place: HttpPlace, limitMs: number, signal: AbortSignal): Promise<readonly GatewayDevice[]> {
    const devices = await scanGateway(place, limitMs, signal);
    for (const { deviceId, name } of devices) this.#names.set(`${place.name} ${deviceId}`, name);
    return devices;
  }

  async #look(address: Address, signal: AbortSignal): Promise<readonly Discovery[]> {
    const server = await this.#meet(address, this.#timing.findMs, 0, signal);
    const id = addressId(address);
    const { place } = server;
    if (server.kind === "recognising") {
      return [discovery(identity(id, place.name, false), `Wi-Fi · ${place.name}`, null)];
    }
    if (server.kind === "device") {
      const config = readConfig(server.json);
      return [
        discovery(
          identity(id, config.deviceName ?? place.name, config.simulated),
          `Wi-Fi · ${place.name}`,
          config.hand,
        ),
      ];
    }
    const { state } = server;
    const detail = `Open Gateway · ${place.name}`;
    const itself = discovery(identity(id, state.device_id || "Open Gateway", isTestSource(state.source)), detail, null);
    // Looking around would disturb a device that is streaming through it.
    if (isCapturing(state) || isRecognizing(state)) return [itself];
    const devices = await this.#scan(place, 2 * this.#timing.findMs, signal);
    return [
      itself,
      ...devices.map((device) =>
        discovery(
          identity(addressId({ ...address, behind: device }), device.name, isTestSource(device.source)),
          detail,
          null,
        ),
      ),
    ];
  }

  /** Asks each place for its `/config` until one says what it is. */
  async #meet(address: Address, askMs: number, readyMs: number, signal: AbortSignal): Promise<Server> {
    let failure: unknown;
    const token = this.#tokens.get(addressId({ ...address, behind: null })) ?? null;
    for (const base of baseUrls(address)) {
      try {
        return await this.#whoIs(new HttpPlace(base, token), askMs, readyMs, signal);
      } catch (error) {
        signal.throwIfAborted();
        // The place that did answer explains more than the one where nobody is.
        if (failure === undefined || isUnreachable(failure)) failure = error;
      }
    }
    throw failure;
  }

  async #whoIs(place: HttpPlace, askMs: number, readyMs: number, signal: AbortSignal): Promise<Server> {
    const end = performance.now() + readyMs;
    for (;;) {
      const answer = await place.ask("/config", askMs, signal);
      if (answer.status === 401) throw new ProblemError("device.wantsToken", { device: place.name });
      const json = answer.json;
      if (typeof json === "object" && json !== null) return serverOf(place, answer, json);
      // A bridge that has not heard its glove yet answers 200 with prose (streaming.md T25).
      if (answer.status !== 200 || performance.now() > end) throw notSsi(place, answer);
      await sleep(ASK_AGAIN_MS, undefined, { signal });
    }
  }
}

function serverOf(place: HttpPlace, answer: Answer, json: object): Server {
  if (answer.status === 200 && looksLikeRecognition(json)) return { kind: "recognising", place };
  const state = "mode" in json ? readGatewayState(json) : null;
  if (answer.status === 200 && state) return { kind: "gateway", place, state };
  if (answer.status === 200 && looksLikeConfig(json)) return { kind: "device", place, json };
  throw notSsi(place, answer);
}

/** Somebody else set it up to recognise, and it stays so. */
function resultsLink(device: DeviceIdentity, place: HttpPlace): DeviceLink {
  return new ResultsLink(
    device,
    (signal) => resultBytes(place, signal),
    async () => {},
  );
}

function notSsi(place: HttpPlace, answer: Answer): ProblemError {
  const text = answer.status === 200 ? answer.text.replace(/\s+/g, " ").trim() : `HTTP ${answer.status}`;
  return new ProblemError("device.notSsi", { device: place.name, text: text.slice(0, 80) });
}

function isUnreachable(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === "device.unreachable";
}

function identity(id: string, name: string, simulated: boolean): DeviceIdentity {
  return { id, name, kind: "gateway", simulated };
}

function discovery(device: DeviceIdentity, detail: string, hand: Discovery["hand"]): Discovery {
  return { device, detail, rssi_dbm: null, hand };
}
