import { bytesPerSample, newSampleArray, type SampleArray, type SampleType } from "#domain/channels.ts";

// Blobs are little-endian, and so is every machine that the studio runs on: typed arrays are stored as they lie.

/** The bytes of an array, without a copy. */
export function bytesOf(samples: SampleArray): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

/** Blobs joined into one array of samples. */
export function samplesOf(type: SampleType, blobs: readonly Uint8Array[]): SampleArray {
  const bytes = blobs.reduce((sum, blob) => sum + blob.byteLength, 0);
  const samples = newSampleArray(type, bytes / bytesPerSample(type));
  const out = bytesOf(samples);
  let at = 0;
  for (const blob of blobs) {
    out.set(blob, at);
    at += blob.byteLength;
  }
  return samples;
}
