import { describe, expect, test } from "vitest";
import { finding } from "#contract/doctor.ts";
import messages from "#contract/messages/en.json" with { type: "json" };
import { checks } from "./checks.ts";
import { doctorHandlers } from "./doctor.ts";
import { type Machine, type Run, thisMachine } from "./machine.ts";

const catalog: Record<string, string> = messages;

interface Had {
  platform?: NodeJS.Platform;
  /** Program -> what it prints. */
  programs?: Record<string, string | { fails: string }>;
  files?: Record<string, string>;
  folders?: Record<string, string[]>;
  freeBytes?: number | null;
  isRoot?: boolean;
}

function machine(had: Had): Machine {
  return {
    platform: had.platform ?? "linux",
    env: { PATH: "/usr/bin", HOME: "/home/ann", PROGRAMFILES: "C:\\Programs" },
    isRoot: had.isRoot ?? false,
    async run(program): Promise<Run> {
      const answer = had.programs?.[program];
      if (answer === undefined) return { outcome: "missing" };
      return typeof answer === "string"
        ? { outcome: "ok", output: answer }
        : { outcome: "failed", output: answer.fails };
    },
    exists: (path) => path in (had.files ?? {}),
    list: (folder) => had.folders?.[folder] ?? [],
    read: (path) => had.files?.[path] ?? null,
    freeBytes: async () => (had.freeBytes === undefined ? 1e12 : had.freeBytes),
  };
}

async function examine(had: Had) {
  const findings = await doctorHandlers("/projects", machine(had))["doctor.examine"](undefined);
  return Object.fromEntries(findings.map((each) => [each.id, each]));
}

describe("the doctor", () => {
  test("a bare machine lacks everything but the disk, and hears a cure for each", async () => {
    for (const platform of ["linux", "darwin", "win32"] as const) {
      const found = await examine({ platform });
      expect(found.compiler).toEqual({
        id: "compiler",
        state: "missing",
        found: null,
        needed: false,
        cure: catalog[`doctor.compiler.cure.${{ linux: "linux", darwin: "macos", win32: "windows" }[platform]}`],
      });
      for (const each of Object.values(found)) expect(each.cure === null).toBe(each.state === "ok");
    }
  });

  test("what is there is named with its version", async () => {
    const found = await examine({
      files: { "/usr/bin/chromium": "" },
      programs: {
        "/usr/bin/chromium": "Chromium 156.0",
        "g++": "g++ (Debian 12) 12.2.0\nCopyright",
        id: "ann dialout",
        ffmpeg: "ffmpeg version 5.1",
      },
      folders: { "/sys/class/bluetooth": ["hci0", "hci0:11"] },
    });
    expect(found.browser).toMatchObject({ state: "ok", found: "Chromium 156.0", cure: null });
    expect(found.compiler).toMatchObject({ state: "ok", found: "g++ (Debian 12) 12.2.0" });
    expect(found.serial).toMatchObject({ state: "ok", found: "dialout" });
    expect(found.bluetooth).toMatchObject({ state: "ok", found: "hci0" });
    expect(found.disk).toMatchObject({ state: "ok", found: "1000.0 GB" });
  });

  test("a program that is there and fails is broken, with what it said", async () => {
    const found = await examine({ programs: { "qemu-system-arm": { fails: "cannot load libglib\nmore" } } });
    expect(found.qemu).toMatchObject({ state: "broken", found: "qemu-system-arm: cannot load libglib" });
  });

  test("a full disk and an unreadable one are told apart", async () => {
    expect((await examine({ freeBytes: 3e8 })).disk).toMatchObject({ state: "missing", found: "0.3 GB" });
    expect((await examine({ freeBytes: null })).disk).toMatchObject({ state: "broken" });
  });

  test("serial rights are asked for on Linux only, and not of root", async () => {
    expect((await examine({ programs: { id: "ann users" } })).serial?.state).toBe("missing");
    expect((await examine({ isRoot: true })).serial?.state).toBe("ok");
    expect((await examine({ platform: "darwin" })).serial?.state).toBe("ok");
  });

  test("Bluetooth is found on macOS and Windows by what their own tools print", async () => {
    const mac = await examine({
      platform: "darwin",
      programs: { system_profiler: "Bluetooth:\n  Chipset: BCM_4378\n" },
    });
    expect(mac.bluetooth).toMatchObject({ state: "ok", found: "BCM_4378" });
    const windows = await examine({ platform: "win32", programs: { powershell: "Intel(R) Wireless Bluetooth(R)" } });
    expect(windows.bluetooth).toMatchObject({ state: "ok", found: "Intel(R) Wireless Bluetooth(R)" });
  });

  test("every check has a name, a purpose and a cure for each system", () => {
    for (const { id } of checks("/projects")) {
      const keys = ["", ".for", ".cure.linux", ".cure.macos", ".cure.windows"].map((end) => `doctor.${id}${end}`);
      for (const key of keys) expect(catalog).toHaveProperty([key]);
    }
  });

  test("this very machine can be examined, within the contract", async () => {
    const findings = await doctorHandlers("/nowhere/yet", thisMachine)["doctor.examine"](undefined);
    expect(findings.map((each) => finding.parse(each))).toEqual(findings);
    const found = (id: string) => findings.find((each) => each.id === id)?.found;
    expect(found("disk")).toMatch(/ GB$/);
    expect(found("training")).toMatch(/^(TensorFlow\.js|tfjs-node) /);
  });
});
