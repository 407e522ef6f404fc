import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectFolderName } from "./folderName.ts";

describe("A project's folder", () => {
  it("keeps an ordinary name", () => {
    expect(projectFolderName("Tuesday gym")).toBe("Tuesday gym");
    expect(projectFolderName("Übung 3")).toBe("Übung 3");
  });

  it("cannot leave the projects folder or be hidden", () => {
    expect(projectFolderName("../../etc")).toBe("__.._etc");
    expect(projectFolderName(".git")).toBe("_git");
    expect(projectFolderName("..")).toBe("_");
  });

  it("is legal on Windows", () => {
    expect(projectFolderName("con")).toBe("_con");
    expect(projectFolderName('a:b*c?"d".')).toBe("a_b_c__d_");
  });

  it("is a single legal path segment for any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
        const folder = projectFolderName(name);
        expect(folder.length).toBeGreaterThan(0);
        expect(folder).not.toMatch(/[\p{Cc}<>:"/\\|?*]|^\.|[. ]$/u);
        expect(Buffer.byteLength(folder)).toBeLessThanOrEqual(201);
      }),
    );
  });
});
