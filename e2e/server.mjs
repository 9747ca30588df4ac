// `troth demo` on a free port for as long as the tests run.
import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const TOP = fileURLToPath(new URL("../", import.meta.url));
const LOG = fileURLToPath(new URL("output/server.log", import.meta.url));
const POLL_MS = 100;

/** A port nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Asks `url` until it answers 200; fails when the server has ended or `seconds` are over. */
export async function until(url, seconds, ended) {
  const last = Date.now() + seconds * 1000;
  let seen = "no answer";
  while (Date.now() < last) {
    if (ended()) throw new Error(`the server ended with ${ended()}`);
    try {
      const { status } = await fetch(url, { redirect: "manual" });
      if (status === 200) return;
      seen = `status ${status}`;
    } catch (error) {
      seen = error.cause?.code ?? error.message;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${url} did not answer 200 within ${seconds} seconds, but: ${seen}`);
}

/** The program under test. */
export function binary() {
  const path = process.env.TROTH_BIN ?? `${process.env.CARGO_TARGET_DIR ?? `${TOP}target`}/debug/troth`;
  if (!existsSync(path)) throw new Error(`There is no ${path}: run \`cargo build -p troth-cli\`, or set TROTH_BIN.`);
  return path;
}

/** Starts the sample and waits until its analyses are prepared. Returns its address and how to stop it. */
export async function startDemo() {
  mkdirSync(fileURLToPath(new URL("output/", import.meta.url)), { recursive: true });
  const port = await freePort();
  const child = spawn(binary(), ["demo", "--listen", `127.0.0.1:${port}`, "--no-open"], { stdio: ["ignore", "pipe", "pipe"] });
  const log = createWriteStream(LOG);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  let end = "";
  const gone = new Promise((resolve) => {
    child.on("error", (error) => resolve((end = error.message)));
    child.on("exit", (code, signal) => resolve((end = signal ? `signal ${signal}` : `exit code ${code}`)));
  });
  const stop = async () => {
    if (end) return;
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), 5000);
    await gone;
    clearTimeout(patience);
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await until(`${url}/health`, 60, () => end);
    await until(`${url}/ready`, 600, () => end);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\nLast words of the server (${LOG}):\n${readFileSync(LOG, "utf8").slice(-2000)}`);
  }
  return { url, stop };
}
