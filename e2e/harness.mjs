// One browser per test file; pages that notice what a page must not do; axe; the question whether a page scrolls sideways.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const OUTPUT = fileURLToPath(new URL("output/", import.meta.url));

export const DESKTOP = 1280;
export const PHONE = 375;
/** Text at four times its size on a desktop, or the narrowest phone: WCAG 1.4.10. */
export const NARROWEST = 320;

/** The address of the server under test, set by run.mjs. */
export function base() {
  const url = process.env.TROTH_BASE_URL;
  if (!url) throw new Error("TROTH_BASE_URL is not set: start the tests with `node run.mjs`.");
  return url.replace(/\/$/, "");
}

/** Chromium from CHROMIUM, or where scripts/browser.sh finds it. */
function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  return known ?? execFileSync(fileURLToPath(new URL("../scripts/browser.sh", import.meta.url)), { encoding: "utf8" }).trim();
}

/** A headless browser that speaks to nobody but the server under test. */
export function launch() {
  return chromium.launch({
    executablePath: executable(),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * A fresh page of its own session. `page.complaints` collects console errors, exceptions and requests to another host.
 * @param {import("playwright-core").Browser} browser
 */
export async function newPage(browser, { width = DESKTOP, javaScript = true } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: width < 720 ? 812 : 900 },
    javaScriptEnabled: javaScript,
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.complaints = [];
  page.on("console", (message) => {
    // A form that is shown again answers 422, and the browser reports that as an error of its own.
    if (/status of 422/.test(message.text())) return;
    if (message.type() === "error") page.complaints.push(`console error: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.complaints.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    const own = process.env.TROTH_BASE_URL && url.origin === new URL(base()).origin;
    if (/^https?:$/.test(url.protocol) && !own && !url.hostname.endsWith(".test")) {
      page.complaints.push(`request to another host: ${url.href}`);
    }
  });
  return page;
}

/** Opens a path of the server under test; fails unless the answer is 200. */
export async function open(page, path) {
  const response = await page.goto(path.startsWith("http") ? path : base() + path, { waitUntil: "load" });
  assert.equal(response?.status(), 200, `${path} answers ${response?.status()}, 200 was expected`);
  return response;
}

/** Fails with each finding of axe, its element and its help page; `<details>` are opened first, so that nothing hides. */
export async function axe(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), RULES);
  const told = violations.flatMap(({ id, help, helpUrl, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n    ${target.join(" ")}\n    ${failureSummary}\n    ${helpUrl}`),
  );
  if (told.length > 0) assert.fail(`axe finds on ${page.url()}:\n${told.join("\n")}`);
}

/** Fails when the page is wider than the window, and names the elements that stick out. */
export async function noSidewaysScroll(page) {
  const found = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const scrolls = (element) => {
      for (let up = element.parentElement; up; up = up.parentElement) {
        if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > room + 1 && !scrolls(one));
    return `${document.documentElement.scrollWidth} px in ${room} px: ` +
      wide.slice(0, 5).map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute("class") ?? ""}`).join(", ");
  });
  if (found) assert.fail(`${page.url()} scrolls sideways, ${found}`);
}

/** Fails when the page complained in the console or asked another host for something. */
export function noComplaints(page) {
  assert.deepEqual(page.complaints, [], `complaints on ${page.url()}`);
}

/** A picture of the whole page in e2e/output/NAME-WIDTH.png. */
export async function picture(page, name) {
  mkdirSync(OUTPUT, { recursive: true });
  await page.screenshot({ path: `${OUTPUT}${name}-${page.viewportSize().width}.png`, fullPage: true });
}

/** Addresses of the links in `within` that match, without query and fragment, each once. */
export async function links(page, within, pattern) {
  const all = await page.locator(`${within} a[href]`).evaluateAll((found) => found.map((one) => one.getAttribute("href")));
  return [...new Set(all.map((href) => href.replace(/[?#].*$/, "")))].filter((href) => pattern.test(href));
}
