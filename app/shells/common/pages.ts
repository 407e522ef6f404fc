import { randomBytes } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/** What the build leaves in index.html for the nonce of each answer (vite.config.ts, html.cspNonce). */
export const NONCE_MARK = "RINGSIDE_CSP_NONCE";

/** Nothing but the studio's own files may run or load; styles that a library adds at run time carry the nonce. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The page may film for a capture; what else a browser has for pages to ask, it may not ask for. */
const PERMISSIONS_POLICY = [
  ...["camera", "microphone", "display-capture", "fullscreen"].map((allowed) => `${allowed}=(self)`),
  ...["geolocation", "hid", "midi", "payment", "serial", "usb"].map((refused) => `${refused}=()`),
].join(", ");

/** Headers that every answer carries, whatever it holds: nobody else may embed, read or guess at it. */
export const GUARD_HEADERS: Readonly<Record<string, string>> = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export function plainAnswer(status: number, message: string): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { ...GUARD_HEADERS, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

/**
 * Answers GET with the built page's files: those under `folder` and no others, whatever the path says and wherever a
 * link points. index.html comes with a fresh nonce in its header and its text.
 */
export function createPages(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return plainAnswer(405, "Only GET is answered here.");
    const file = await insideFile(folder, new URL(request.url).pathname);
    const type = file === null ? undefined : TYPES[extname(file)];
    if (file === null || type === undefined) return plainAnswer(404, "There is no such page.");
    const bytes = await readFile(file);
    const headers: Record<string, string> = { ...GUARD_HEADERS, "content-type": type };
    if (extname(file) !== ".html") {
      // Names under assets/ hold a hash of their content.
      headers["cache-control"] = file.includes(`${sep}assets${sep}`) ? "max-age=31536000, immutable" : "no-cache";
      return new Response(request.method === "HEAD" ? null : bytes, { headers });
    }
    const nonce = randomBytes(18).toString("base64");
    headers["permissions-policy"] = PERMISSIONS_POLICY;
    headers["content-security-policy"] = contentSecurityPolicy(nonce);
    headers["cache-control"] = "no-store";
    const page = bytes.toString("utf8").replaceAll(NONCE_MARK, nonce);
    return new Response(request.method === "HEAD" ? null : page, { headers });
  };
}

/** The real file for a request path, or null where there is none inside the folder. */
async function insideFile(folder: string, pathname: string): Promise<string | null> {
  try {
    const path = decodeURIComponent(pathname);
    if (path.includes("\0") || path.includes("\\")) return null;
    const root = await realpath(folder);
    const file = await realpath(join(root, path === "/" ? "index.html" : path));
    return file.startsWith(root + sep) ? file : null;
  } catch {
    return null;
  }
}
