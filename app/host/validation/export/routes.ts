import type { Hono } from "hono";
import { VALIDATION_FILES, type ValidationFile } from "#contract/validation.ts";
import { ProblemError } from "#domain/problems.ts";
import type { ProjectStore } from "../../store/api.ts";
import { validationFile } from "./files.ts";

/** Answers the files of validations (contract/bulk.ts). A refusal's text is the code of its problem. */
export function addValidationRoutes(app: Hono, openStore: () => ProjectStore | null): void {
  app.get("/bulk/validations/:validation/:file", async (c) => {
    const file = c.req.param("file") as ValidationFile;
    const store = openStore();
    if (store === null || !VALIDATION_FILES.includes(file)) return c.notFound();
    try {
      const { type, bytes } = validationFile(await store.validation(c.req.param("validation")), file);
      return c.body(bytes, 200, {
        "content-type": type,
        "content-disposition": `attachment; filename="${file}"`,
        "cache-control": "no-store",
      });
    } catch (error) {
      if (error instanceof ProblemError) return c.text(error.problem.code, 404);
      throw error;
    }
  });
}
