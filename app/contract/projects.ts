import { z } from "zod";
import { captureSummary, name, outcome, problem } from "./schemas.ts";

/** A project as the start screen lists it. The page knows ids only; the host alone knows folders. */
export const projectEntry = z.object({
  id: z.string(),
  name: z.string(),
  /** Where it lies, for the eye only: no call takes it back. */
  folderShown: z.string(),
  openedAtMs: z.number().int().nullable(),
  captures: z.number().int().nullable(),
  /** Why it could not be opened when that was last tried, or that its folder is gone; null where nothing is known. */
  trouble: problem.nullable(),
});

export const openProject = z.object({
  id: z.string(),
  name: z.string(),
  folderShown: z.string(),
  demo: z.boolean(),
  /** True where another Ringside holds the project, or its files cannot be written: nothing can be recorded. */
  readOnly: z.boolean(),
  /** Why it is read-only, e.g. "open in another Ringside (process 4711)". */
  readOnlyReason: z
    .object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  /** Recordings that a crash cut short and that nobody has decided about. */
  interrupted: z.array(captureSummary),
});

export const projectCalls = {
  /** The project now open; null on the start screen. */
  "project.current": { input: z.void(), output: openProject.nullable() },
  "project.list": { input: z.void(), output: z.array(projectEntry) },
  "project.open": { input: z.object({ projectId: z.string() }), output: outcome(openProject) },
  /** Makes an empty project of this name in the projects folder and opens it. */
  "project.create": { input: z.object({ name }), output: outcome(openProject) },
  /** Opens the demo project, making it first where it is missing. */
  "project.demo": { input: z.void(), output: outcome(openProject) },
} as const;

export const projectEvents = {
  "project.changed": openProject.nullable(),
} as const;
export type OpenProject = z.infer<typeof openProject>;
export type ProjectEntry = z.infer<typeof projectEntry>;
