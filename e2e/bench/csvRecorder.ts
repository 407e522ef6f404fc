import { appendFileSync } from "node:fs";
import { SerialSource } from "#host/sources/serial/serialSource.ts";

/**
 * The peer of the recording benchmark, a program of its own: what a logging script does. It reads the same gloves through
 * the same port and codec and appends every row to a CSV file as it comes. `csvRecorder.ts SECONDS FOLDER PORT...`
 */
const [seconds, folder, ...paths] = process.argv.slice(2);
const source = new SerialSource();
const stop = AbortSignal.timeout(Number(seconds) * 1000 + 4000);
await Promise.all(
  paths.map(async (path, i) => {
    const link = await source.connect(source.allowPath(path), stop);
    const width = link.formats[0]!.channels.length;
    await link.stream(
      {
        onPacket({ rows, hostTimeUs }) {
          let text = "";
          for (let at = 0; at < rows.length; at += width)
            text += `${hostTimeUs},${rows.subarray(at, at + width).join()}\n`;
          appendFileSync(`${folder}/glove${i}.csv`, text);
        },
        onCorrupt() {},
      },
      stop,
    );
    await link.close();
  }),
);
