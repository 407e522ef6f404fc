import { access, readFile } from "node:fs/promises";
import { z } from "zod";
import type { ListPorts } from "./ports.ts";

const told = z.array(
  z.object({
    path: z.string().min(1),
    manufacturer: z.string().optional(),
    serialNumber: z.string().optional(),
    vendorId: z.string().optional(),
    productId: z.string().optional(),
  }),
);

/**
 * Ports that another program tells of in a JSON file, as PortInfo: pseudo-terminals, which no system lists. The file is read
 * anew each time; ports that do not exist are left out. All of them count as simulated: there is no cable.
 */
export function toldPorts(file: string): ListPorts {
  return async () => {
    const text = await readFile(file, "utf8").catch(() => "[]");
    const ports = told.safeParse(parsed(text)).data ?? [];
    const here = await Promise.all(
      ports.map(({ path }) =>
        access(path).then(
          () => true,
          () => false,
        ),
      ),
    );
    return ports.filter((_, i) => here[i]).map((port) => ({ ...port, simulated: true }));
  };
}

/** What is being written just now is read the next time. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}
