// Styles and scripts → dist/, with the hash of the content in each name and a manifest that maps plain names to them.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync, transformSync } from "esbuild";
import { compile } from "sass";
import { problemsIn } from "./guard.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const dist = here("dist/");

function styles() {
  const { css } = compile(here("styles/app.scss"), { style: "expanded", quietDeps: true });
  // The vendor's picture on a search field is not shipped; styles/_forms.scss gives the field the browser's own cross.
  const plain = css.replace(/url\([^)]*nhsuk-icon-cross\.svg[^)]*\)/g, "none");
  const notice = "/*! Form components from nhsuk-frontend, MIT licence: see licences.txt. */\n";
  return notice + transformSync(plain, { loader: "css", minify: true, target: ["chrome109", "firefox115", "safari15.6"] }).code;
}

function scripts() {
  const built = buildSync({
    entryPoints: [here("src/app.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["es2020"],
  });
  return built.outputFiles[0].text;
}

function hashed(name, text) {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return name.replace(".", `-${hash}.`);
}

const css = styles();
const problems = problemsIn(css);
if (problems.length > 0) {
  console.error(`The stylesheet must not be shipped:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  process.exit(1);
}

mkdirSync(dist, { recursive: true });
const manifest = {};
for (const [name, text] of [["app.css", css], ["app.js", scripts()]]) {
  manifest[name] = hashed(name, text);
  writeFileSync(dist + manifest[name], text);
}
writeFileSync(`${dist}licences.txt`, readFileSync(here("licences.txt")));
const kept = new Set([...Object.values(manifest), "licences.txt", "manifest.json"]);
for (const old of readdirSync(dist)) {
  if (!kept.has(old)) rmSync(dist + old, { recursive: true });
}
// Last, so that a manifest never names a file that is not there yet.
writeFileSync(`${dist}manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`web-ui/dist: ${Object.values(manifest).join(", ")}`);
