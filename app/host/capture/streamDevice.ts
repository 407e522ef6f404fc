import type { DeviceIdentity } from "#domain/captures.ts";

/** Two gloves behind one gateway are one device with two streams; each needs a name and an id of its own. */
export function streamDevice(device: DeviceIdentity, stream: number): DeviceIdentity {
  if (stream === 0) return device;
  return { ...device, id: `${device.id}#${stream + 1}`, name: `${device.name} (${stream + 1})` };
}

/** The id of the device that a stream belongs to. */
export function deviceIdOf(streamDeviceId: string): string {
  return streamDeviceId.replace(/#\d+$/, "");
}
