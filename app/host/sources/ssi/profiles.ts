import type { ChannelKind } from "#domain/channels.ts";

/** What one int16 count means on one board, by kind of channel. `range` is the full scale that was set, in `unit`. */
export interface Scale {
  readonly unit: string;
  readonly scale: number;
  readonly range: number | null;
}

export interface ScaleProfile {
  readonly name: "ringside" | "nano33-stock" | "lsm6dsox" | "unknown";
  readonly scales: Partial<Readonly<Record<ChannelKind, Scale>>>;
}

/** What a description and a USB plug tell about the sensor behind them. */
export interface SensorHints {
  readonly deviceName: string | null;
  readonly firmware: string | null;
  readonly accelRange_g: number | null;
  readonly gyroRange_dps: number | null;
  /** Four lower-case hex digits each, where the device hangs on USB. */
  readonly usb: { readonly vendorId: string; readonly productId: string } | null;
}

/** Counts spread over the whole int16 range: full scale is 32768 counts. */
function fullScale(unit: string, range: number): Scale {
  return { unit, scale: range / 32768, range };
}

/**
 * The stock capture firmware of the Nano 33 BLE Sense: +-4 g and +-2000 dps (streaming.md 10), +-4 gauss = +-400 uT
 * (the library's default for the magnetometer).
 */
export const NANO33_STOCK: ScaleProfile = {
  name: "nano33-stock",
  scales: {
    acceleration: fullScale("g", 4),
    rotation: fullScale("dps", 2000),
    magnetic: fullScale("uT", 400),
  },
};

/** LSM6DSOX data sheet, table 2: 0.488 mg a count at +-16 g, 70 mdps a count at +-2000 dps. */
export const LSM6DSOX: ScaleProfile = {
  name: "lsm6dsox",
  scales: {
    acceleration: { unit: "g", scale: 0.000488, range: 16 },
    rotation: { unit: "dps", scale: 0.07, range: 2000 },
  },
};

/** Nothing is known: the raw counts are shown as they are. */
export const UNKNOWN: ScaleProfile = { name: "unknown", scales: {} };

/** Our own firmware says its ranges; +-16 g and +-2000 dps where it says only its name. */
function ringside(hints: SensorHints): ScaleProfile {
  return {
    name: "ringside",
    scales: {
      acceleration: fullScale("g", hints.accelRange_g ?? 16),
      rotation: fullScale("dps", hints.gyroRange_dps ?? 2000),
      magnetic: fullScale("uT", 400),
    },
  };
}

/** Arduino SA's own USB numbers of the Nano 33 BLE (Sense), running a sketch. */
const NANO33_USB = { vendorId: "2341", productId: "805a" };

/** The surest hint wins: ranges that the device states, then its names, then its USB numbers. */
export function chooseProfile(hints: SensorHints): ScaleProfile {
  const names = `${hints.deviceName ?? ""} ${hints.firmware ?? ""}`;
  if (hints.accelRange_g !== null || hints.gyroRange_dps !== null || /ringside/i.test(names)) return ringside(hints);
  if (/lsm6dsox/i.test(names)) return LSM6DSOX;
  if (/nano ?33/i.test(names)) return NANO33_STOCK;
  const { usb } = hints;
  if (usb?.vendorId === NANO33_USB.vendorId && usb.productId === NANO33_USB.productId) return NANO33_STOCK;
  return UNKNOWN;
}
