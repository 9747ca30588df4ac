// A file of fixtures/ with the built stylesheet and script, served to the browser without a server.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HOST = "http://fixture.test/";
const dist = fileURLToPath(new URL("../web-ui/dist/", import.meta.url));
const TYPES = { css: "text/css", js: "text/javascript", html: "text/html; charset=utf-8" };

/** Shows fixtures/NAME.html; `/app.css` and `/app.js` in it are the built ones. */
export async function show(page, name) {
  const manifest = JSON.parse(readFileSync(`${dist}manifest.json`, "utf8"));
  await page.route(`${HOST}**`, (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (file === "favicon.ico") return route.fulfill({ status: 204 });
    const path = manifest[file] ? dist + manifest[file] : fileURLToPath(new URL(`fixtures/${file}`, import.meta.url));
    return route.fulfill({ body: readFileSync(path), contentType: TYPES[file.split(".").at(-1)] });
  });
  await page.goto(`${HOST}${name}.html`);
}
