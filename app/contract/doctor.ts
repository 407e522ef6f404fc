import { z } from "zod";

/** One thing that the machine has or lacks. Texts are in the catalog under `doctor.<id>…`. */
export const finding = z.object({
  id: z.string(),
  state: z.enum(["ok", "missing", "broken"]),
  /** Version or path, as found. */
  found: z.string().nullable(),
  /** What to do on this operating system, ready to be read (a command where there is one); null when ok. */
  cure: z.string().nullable(),
  /** False where only a later step (flashing, emulation) needs it. */
  needed: z.boolean(),
});

export const doctorCalls = {
  "doctor.examine": { input: z.void(), output: z.array(finding) },
} as const;

export type Finding = z.infer<typeof finding>;
