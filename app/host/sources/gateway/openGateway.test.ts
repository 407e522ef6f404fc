import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { gatewayConfig, isCapturing, isRecognizing, readGatewayState } from "./openGateway.ts";

const configured = {
  sample_rate: 119,
  column_location: { AccelerometerX: 0, AccelerometerY: 1, AccelerometerZ: 2 },
  samples_per_packet: 36,
  source_samples_per_packet: 6,
  source: "SERIAL",
  device_id: "COM3",
  streaming: true,
  baud_rate: 460_800,
  mode: "data_capture",
  recording: false,
  data_type: "int16",
  camrea_name: null,
};

describe("what a gateway says of itself", () => {
  it("when it captures: rows come from the source's own count, bytes are not rows", () => {
    const state = readGatewayState(configured)!;
    expect([isCapturing(state), isRecognizing(state)]).toEqual([true, false]);
    expect(gatewayConfig(state, undefined).streams[0]).toMatchObject({ rateHz: 119, rowsPerPacket: 6 });
  });

  it("after a disconnect: the rate as text, one byte a packet, and nothing flows", () => {
    const state = readGatewayState({ ...configured, sample_rate: "119", samples_per_packet: 1 })!;
    expect(isCapturing(state)).toBe(false);
    expect(gatewayConfig(state, undefined).streams[0]!.rateHz).toBe(119);
  });

  it("before anything was set up", () => {
    const state = readGatewayState({ mode: "", sample_rate: null, column_location: {}, samples_per_packet: 1 })!;
    expect([isCapturing(state), isRecognizing(state)]).toEqual([false, false]);
    expect(() => gatewayConfig(state, undefined)).toThrow("device.incompleteConfig");
  });

  it("in recognition mode, where the columns of an earlier capture are still there", () => {
    const state = readGatewayState({ ...configured, mode: "recognition", samples_per_packet: 0 })!;
    expect([isCapturing(state), isRecognizing(state)]).toEqual([false, true]);
  });

  it("in whatever words: read, refused, or told as a problem, never a crash", () => {
    const key = fc.constantFrom(...Object.keys(configured));
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue()), (changes) => {
        const state = readGatewayState({ ...configured, ...changes });
        if (!state) return;
        try {
          gatewayConfig(state, undefined);
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        }
      }),
    );
  });
});
