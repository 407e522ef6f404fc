import { execFile } from "node:child_process";
import { open, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { recordSession } from "./expert.ts";
import { openCapture, testOn } from "./prepared.ts";
import { expect } from "./studio.ts";

const RINGSIDE = fileURLToPath(new URL("../../app/shells/cli/ringside.mjs", import.meta.url));
const HUGE_BYTES = 1024 ** 3;
/** A quarter of the huge file. */
const HEAP_MB = 256;

interface Said {
  readonly code: number;
  readonly answer: unknown;
}

/** What the command line says to somebody who hands it these, before a studio is opened. */
interface Told {
  readonly captureId: string;
  readonly empty: Said;
  readonly broken: Said;
  readonly huge: Said;
  readonly overlap: Said;
  readonly backwards: Said;
  readonly media: readonly string[];
}

async function handOver(project: string): Promise<Told> {
  const { captureId } = await recordSession(project);
  const folder = dirname(dirname(project));
  const env = {
    ...process.env,
    RINGSIDE_DATA: join(folder, "data"),
    RINGSIDE_PROJECTS: dirname(project),
    NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}`,
  };
  const ringside = async (...args: string[]): Promise<Said> => {
    const run = promisify(execFile)(process.execPath, [RINGSIDE, ...args, "--project", "Made", "--json"], { env });
    const { code = 0, stdout } = await run.then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error) => error,
    );
    return { code, answer: JSON.parse(stdout) };
  };
  const file = async (name: string, content: string | Buffer) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const empty = await ringside("video", "attach", "Sparring", await file("empty.mp4", ""));
  const broken = await ringside("video", "attach", "Sparring", await file("broken.mp4", "no video at all"));
  const hugePath = await file("huge.mp4", "");
  const sparse = await open(hugePath, "r+");
  await sparse.truncate(HUGE_BYTES);
  await sparse.close();
  const huge = await ringside("video", "attach", "Sparring", hugePath);
  const head = "label,hand,start_us,end_us\n";
  const rows = ["Jab,left,1000000,3000000", "Cross,left,2000000,4000000", "Hook,left,6000000,7000000"];
  const labels = await file("labels.csv", head + rows.join("\n"));
  const overlap = await ringside("labels", "import", "Sparring", labels);
  const times = [...Array(50).keys(), ...Array(50).keys()].map((i) => `${i * 10},0.1,0.2,1`);
  const csv = await file("back.csv", `time_ms,AccelerometerX,AccelerometerY,AccelerometerZ\n${times.join("\n")}\n`);
  const backwards = await ringside("record", "--source", `csv:${csv}`, "--seconds", "1");
  return { captureId, empty, broken, huge, overlap, backwards, media: await readdir(join(project, "media")) };
}

const test = testOn(handOver);

test("bad files are refused or taken as they are, each says what to do, and the capture can still be worked on", async ({
  page,
  prepared,
}) => {
  const { captureId, empty, broken, huge, overlap, backwards, media } = prepared.made;
  expect(empty).toEqual({
    code: 1,
    answer: {
      problem: "video.empty",
      message: "The video holds no data.",
      next: "Check the file where it came from, or record again.",
    },
  });
  const unreadable = {
    code: 1,
    answer: {
      problem: "video.unreadable",
      message: "No video can be read from this file.",
      next: "The file is kept with the capture. Convert it, or export it again as MP4 where it was made.",
    },
  };
  expect(broken).toEqual(unreadable);
  expect(huge).toEqual(unreadable);
  expect(media, "the broken and the huge one, and nothing half-written").toHaveLength(2);
  expect(overlap).toMatchObject({
    code: 0,
    answer: { added: 3, overlapping: 1, overlaps: [{ label: "Cross", other: "Jab", startUs: 2_000_000 }] },
  });
  expect(backwards).toMatchObject({
    code: 1,
    answer: { problem: "csv.time", message: "The time goes back from 490 to 0 in line 52." },
  });

  await openCapture(page, captureId);
  const table = page.getByRole("grid", { name: "Segments" });
  await expect(table).toHaveAttribute("aria-rowcount", "4");
  const panel = page.getByRole("region", { name: "Video" });
  await expect(panel.getByText("No video can be read from this file.")).toBeVisible();
  const said = page.locator(".labelLanes [role=status]");

  // An edit beside the overlap goes on, and so does one of the overlapping segment itself, where it makes nothing worse.
  for (const [presses, label] of ["Jab", "Cross", "Hook"].entries()) {
    await page.keyboard.press("Tab");
    await expect(said, `${presses + 1} times Tab`).toContainText(label);
  }
  await page.keyboard.press("Control+ArrowRight");
  await expect(said).toContainText("0:06.010");
  await page.screenshot({ path: test.info().outputPath("overlap.png") });
  await page.keyboard.press("Shift+Tab");
  await expect(said).toContainText("Cross");
  await page.keyboard.press("ArrowDown");
  await expect(said).toContainText("right");
  await expect(page.getByRole("button", { name: /^Undo: .*Cross/ })).toBeEnabled();
  await page.screenshot({ path: test.info().outputPath("parted.png") });
  await expect(table).toHaveAttribute("aria-rowcount", "4");
});
