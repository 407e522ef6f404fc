import type { DeviceIdentity } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import type { TruthEvent } from "#domain/punches.ts";
import { type Random, randomOf } from "#domain/random.ts";
import { Pacer, type Speed } from "../pacer.ts";
import type { DeviceLink, LinkEnd, LinkReceiver } from "../source.ts";
import type { ScriptOptions } from "./script.ts";
import { GloveSensor, gloveFormat, type SensorOptions } from "./sensor.ts";

/** The stock capture firmware sends six rows a packet. */
const ROWS_A_PACKET = 6;

export interface GlovePlan {
  readonly script: ScriptOptions;
  readonly sensor: SensorOptions;
  /** Share of packets that never arrive, 0..1. */
  readonly loss: number;
  readonly speed: Speed;
  /** The host time at which the model's time began; gloves of one person share it. */
  readonly startUs: number;
  readonly onClosed: () => void;
}

/**
 * One simulated glove. At life's speed it joins the model where the model is now, as a real glove would; at any other
 * speed it starts at the model's beginning and goes on where it stopped, so that nothing is missed.
 */
export class GloveLink implements DeviceLink {
  readonly device: DeviceIdentity;
  readonly hand: Hand;
  readonly formats: readonly [StreamFormat];
  readonly #plan: GlovePlan;
  readonly #loss: Random;
  readonly #closed = new AbortController();
  readonly #earlier: TruthEvent[] = [];
  #sensor: GloveSensor | null = null;
  #firstSample = 0;
  #sample = 0;

  constructor(device: DeviceIdentity, hand: Hand, plan: GlovePlan) {
    this.device = device;
    this.hand = hand;
    this.#plan = plan;
    this.formats = [gloveFormat(plan.sensor)];
    this.#loss = randomOf(plan.script.seed, `loss of ${hand}`);
  }

  async stream(receiver: LinkReceiver, callerSignal: AbortSignal): Promise<LinkEnd> {
    const signal = AbortSignal.any([callerSignal, this.#closed.signal]);
    const pacer = new Pacer(this.#plan.speed, this.#plan.startUs);
    const sensor = this.#sensorFor(pacer);
    const usPerSample = 1e6 / sensor.trueRateHz;
    let lostBefore = 0;
    while (await pacer.until((this.#sample + ROWS_A_PACKET - 1) * usPerSample, signal)) {
      const deviceTimeUs = Math.round((this.#sample * 1e6) / this.#plan.sensor.rateHz);
      const rows = sensor.rows(ROWS_A_PACKET);
      this.#sample += ROWS_A_PACKET;
      if (this.#loss.chance(this.#plan.loss)) {
        lostBefore += ROWS_A_PACKET;
        continue;
      }
      const hostTimeUs = pacer.stamp((this.#sample - 1) * usPerSample);
      await receiver.onPacket({ stream: 0, rows, lostBefore, hostTimeUs, deviceTimeUs });
      lostBefore = 0;
    }
    return { reason: "aborted" };
  }

  /** The motions of this hand that are over and were sent whole. */
  truth(): readonly TruthEvent[] {
    return [...this.#earlier, ...this.#truthOf(this.#sensor)];
  }

  async close(): Promise<void> {
    this.#closed.abort();
    this.#plan.onClosed();
  }

  #sensorFor(pacer: Pacer): GloveSensor {
    const { script, sensor: options, speed } = this.#plan;
    if (this.#sensor && speed !== 1) return this.#sensor;
    this.#earlier.push(...this.#truthOf(this.#sensor));
    const rateHz = options.rateHz * (1 + options.clockError_ppm * 1e-6);
    this.#firstSample = speed === 1 ? Math.max(0, Math.ceil((pacer.nowDueUs() * rateHz) / 1e6)) : 0;
    this.#sample = this.#firstSample;
    this.#sensor = new GloveSensor(script, this.hand, options, this.#firstSample);
    return this.#sensor;
  }

  #truthOf(sensor: GloveSensor | null): TruthEvent[] {
    if (!sensor) return [];
    const fromS = this.#firstSample / sensor.trueRateHz;
    const toS = this.#sample / sensor.trueRateHz;
    const hostUs = (seconds: number) => Math.round(this.#plan.startUs + seconds * 1e6);
    return sensor.motion.made
      .filter(({ startS, endS }) => startS >= fromS && endS <= toS)
      .map(({ label, hand, startS, peakS, endS }) => ({
        label,
        hand,
        startUs: hostUs(startS),
        peakUs: hostUs(peakS),
        endUs: hostUs(endS),
      }));
  }
}
