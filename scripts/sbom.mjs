// The software bill of materials of the program `troth`, as CycloneDX JSON on standard output: every crate that is
// compiled into it or runs while it is built, with version, licence, checksum and what it depends on, and the styles
// from npm that are part of it. The same lock file gives the same text: no time, no random number.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const PROGRAM = "troth-cli";
/** Packages of web-ui whose text is part of the stylesheet or the script that the program holds. */
const EMBEDDED = ["nhsuk-frontend"];

/** What a command prints. */
function printed(command, ...rest) {
  return execFileSync(command, rest, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
}

const host = printed("rustc", "-vV").match(/^host: (.+)$/m)[1];
const metadata = JSON.parse(printed("cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", host));
const packages = new Map(metadata.packages.map((item) => [item.id, item]));
const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));

/** SHA-256 of each published crate, from Cargo.lock. */
const checksums = new Map();
for (const block of readFileSync(`${root}/Cargo.lock`, "utf8").split("[[package]]").slice(1)) {
  const field = (name) => block.match(new RegExp(`^${name} = "(.*)"$`, "m"))?.[1];
  if (field("checksum")) checksums.set(`${field("name")}@${field("version")}`, field("checksum"));
}

const purl = (item) => `pkg:cargo/${item.name}@${item.version}`;

/** What is really compiled: the metadata also name optional packages that no feature asks for. */
const tree = printed("cargo", "tree", "-p", PROGRAM, "-e", "normal,build", "--prefix", "none", "--locked", "--format", "{p}");
const compiled = new Set(tree.split("\n").map((line) => line.split(" ")).map(([name, version]) => `${name}@${version?.slice(1)}`));

/** What a package needs in the program or while it is built; what only tests need is left out. */
function needs(id) {
  const wanted = (dep) => dep.dep_kinds.some((kind) => kind.kind === null || kind.kind === "build");
  const there = (pkg) => compiled.has(`${packages.get(pkg).name}@${packages.get(pkg).version}`);
  return nodes.get(id).deps.filter(wanted).map((dep) => dep.pkg).filter(there);
}

const program = metadata.packages.find((item) => item.name === PROGRAM);
const reached = new Set([program.id]);
for (const id of reached) for (const next of needs(id)) reached.add(next);

function component(item) {
  const sum = checksums.get(`${item.name}@${item.version}`);
  return {
    type: "library",
    "bom-ref": purl(item),
    name: item.name,
    version: item.version,
    purl: purl(item),
    // "MIT/Apache-2.0" is how some crates still write "MIT OR Apache-2.0".
    ...(item.license && { licenses: [{ expression: item.license.replaceAll(/\s*\/\s*/g, " OR ") }] }),
    ...(sum && { hashes: [{ alg: "SHA-256", content: sum }] }),
    ...(item.repository && { externalReferences: [{ type: "vcs", url: item.repository }] }),
  };
}

const lock = JSON.parse(readFileSync(`${root}/web-ui/package-lock.json`, "utf8")).packages;
const embedded = EMBEDDED.map((name) => {
  const { version, license } = lock[`node_modules/${name}`];
  const ref = `pkg:npm/${name}@${version}`;
  return { type: "library", "bom-ref": ref, name, version, purl: ref, licenses: [{ expression: license }] };
});

const byRef = (a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1);
const others = [...reached].filter((id) => id !== program.id).map((id) => packages.get(id));
const bom = {
  $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: {
    component: { ...component(program), type: "application", name: "troth" },
    properties: [{ name: "target", value: host }],
  },
  components: [...others.map(component), ...embedded].sort(byRef),
  dependencies: [...reached]
    .map((id) => ({
      ref: purl(packages.get(id)),
      dependsOn: [
        ...new Set(needs(id).map((next) => purl(packages.get(next)))),
        ...(id === program.id ? embedded.map((item) => item["bom-ref"]) : []),
      ].sort(),
    }))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1)),
};
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);
