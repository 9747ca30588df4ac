// A database with accounts, served to people who sign in, for as long as a spec runs; and what their phones do.
import { execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { binary, freePort, until } from "./server.mjs";

const SAMPLE = fileURLToPath(new URL("../samples/castle-green/", import.meta.url));

/**
 * Starts it; with `apart`, respondents have the address `answers` of their own. `link(name, role)` makes an account and returns its invitation; the address is `NAME@council.example`.
 * With `mail` it writes letters as files; `letters(count)` waits for so many and returns them.
 */
export async function startSigning({ mail = false, apart = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "troth-signing-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = { ...process.env, TROTH_DATABASE_URL: join(folder, "troth.db") };
  const troth = (...words) => execFileSync(binary(), words, { env, cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  for (const kind of ["organisations", "people", "pathway"]) {
    troth("import", kind, join(SAMPLE, `${kind}.csv`), "--network", "castle-green");
  }
  const texts = readdirSync(join(SAMPLE, "interviews")).map((name) => join(SAMPLE, "interviews", name));
  troth("import", "transcripts", ...texts, "--network", "castle-green", "--replace", "none");
  const post = join(folder, "post");
  mkdirSync(post);
  const posting = mail ? ["--mail-from", "troth@post.example", "--mail-dir", post] : [];
  const second = apart ? await freePort() : port;
  const answers = `http://localhost:${second}`;
  if (apart) posting.push("--respondents", `127.0.0.1:${second}`, "--respondents-url", answers);
  const child = spawn(binary(), ["serve", "--sign-in", "--public-url", url, "--listen", `127.0.0.1:${port}`, ...posting], { env, cwd: folder, stdio: "ignore" });
  let end = "";
  const gone = new Promise((resolve) => child.on("exit", (code, signal) => resolve((end = `${code ?? signal}`))));
  const stop = async () => {
    if (!end) child.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(`${url}/health`, 60, () => end);
  } catch (error) {
    await stop();
    throw error;
  }
  const link = (name, role) =>
    troth("user", "add", `${name}@council.example`, "--name", `${name} Doe`, "--network", "castle-green", "--role", role, "--public-url", url).trim();
  const letters = async (count) => {
    for (let tries = 0; tries < 100; tries += 1) {
      const there = readdirSync(post).filter((name) => name.endsWith(".eml"));
      if (there.length >= count) return there.map((name) => readFileSync(join(post, name), "utf8"));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`There are not ${count} letters.`);
  };
  return { url, answers, link, letters, stop };
}

/** The six digits an authenticator app shows for a key at this moment: RFC 6238 with SHA-1 and 30 seconds. */
export function codeFor(key) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key.replace(/[\s=]/g, "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac("sha1", bytes).update(step).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
