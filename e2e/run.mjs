// node run.mjs [BASE_URL] [SPEC…]: the browser tests, against a running server or against `troth demo` started here.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { startDemo } from "./server.mjs";

const specs = fileURLToPath(new URL("specs/", import.meta.url));
const words = process.argv.slice(2);
const given = words.find((word) => /^https?:/.test(word));
const wanted = words.filter((word) => word !== given).map((word) => basename(word).replace(/(\.test)?\.mjs$/, ""));

/** These show files from fixtures/ and web-ui/dist, or start a server of their own. */
const SERVERLESS = new Set(["islands", "letters", "patterns", "sign-in"]);

const names = readdirSync(specs).filter((name) => name.endsWith(".test.mjs")).map((name) => name.replace(".test.mjs", ""));
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no spec called ${unknown.join(", ")}. There are: ${names.join(", ")}.`);
  process.exit(2);
}
const chosen = wanted.length > 0 ? wanted : names;

let server = { url: given, stop: async () => {} };
if (!given && chosen.some((name) => !SERVERLESS.has(name))) {
  try {
    server = await startDemo();
  } catch (error) {
    console.error(`The browser tests could not start the sample: ${error.message}`);
    process.exit(1);
  }
}

const env = { ...process.env };
if (server.url) env.TROTH_BASE_URL = server.url;
// One file at a time: each has a browser of its own, and the story changes the sample the pages show.
const files = chosen.map((name) => `${specs}${name}.test.mjs`);
const tests = spawn(process.execPath, ["--test", "--test-reporter=spec", "--test-concurrency=1", "--test-timeout=300000", ...files], { stdio: ["ignore", "inherit", "inherit"], env });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => tests.kill(signal));
const code = await new Promise((resolve) => tests.on("exit", (status) => resolve(status ?? 1)));
await server.stop();
process.exit(code);
