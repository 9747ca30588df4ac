// Bundles each tests/*.test.ts with esbuild and hands the result to node's own test runner.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("node_modules/.cache/troth-tests");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const sources = readdirSync(here("tests")).filter((name) => name.endsWith(".test.ts"));
buildSync({
  entryPoints: sources.map((name) => here(`tests/${name}`)),
  bundle: true,
  platform: "node",
  format: "esm",
  outExtension: { ".js": ".mjs" },
  outdir: out,
});
const built = sources.map((name) => `${out}/${name.replace(/\.ts$/, ".mjs")}`);
process.exit(spawnSync(process.execPath, ["--test", ...built], { stdio: "inherit" }).status ?? 1);
