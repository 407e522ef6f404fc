/** As noble writes them: lower case, without dashes. Streaming.md 6, firmware/PROTOCOL.md 4. */
const plain = (uuid: string) => uuid.replaceAll("-", "").toLowerCase();

/** Samples: the Simple Streaming Interface over GATT. */
export const SSI = {
  service: plain("16480000-0525-4ad5-b4fb-6dd83f49546b"),
  config: plain("16480001-0525-4ad5-b4fb-6dd83f49546b"),
  /** Rows and nothing else. */
  rows: plain("16480002-0525-4ad5-b4fb-6dd83f49546b"),
  /** Ours: rows with a sequence number and the glove's own time. */
  framed: plain("16480003-0525-4ad5-b4fb-6dd83f49546b"),
} as const;

/** Results. The documentation names the first set, shipped firmware and gateways use the second; ours offers both. */
export const RECOGNITION = [
  {
    service: plain("534D1100-9B35-4933-9B10-52FFA9740042"),
    classes: plain("534D1101-9B35-4933-9B10-52FFA9740042"),
    features: null,
  },
  {
    service: plain("42421100-5A22-46DD-90F7-7AF26F723159"),
    classes: plain("42421101-5A22-46DD-90F7-7AF26F723159"),
    features: plain("42421102-5A22-46DD-90F7-7AF26F723159"),
  },
] as const;

/** Bluetooth SIG, assigned numbers 3.4.2 and 3.8.1: the battery service and its level, 0 to 100. */
export const BATTERY = { service: "180f", level: "2a19" } as const;

/** What a glove advertises. */
export const GLOVE_SERVICES: readonly string[] = [SSI.service, ...RECOGNITION.map(({ service }) => service)];
