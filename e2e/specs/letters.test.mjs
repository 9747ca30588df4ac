// Letters of a round: sent when it begins, opened on a phone, answered with a wish for no reminders; nobody who runs the round
// sees a link.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, DESKTOP, launch, NARROWEST, newPage, noSidewaysScroll, PHONE, picture } from "../harness.mjs";
import { codeFor, startSigning } from "../signing.mjs";

const PASSWORD = "mole teapot ladder";
const ROUND = "/n/castle-green/survey/rounds/post";
const server = await startSigning({ mail: true, apart: true });
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});

/** Looks at the page at each width, and fails unless it is accessible and fits. */
async function look(page, name) {
  const before = page.viewportSize();
  for (const width of [DESKTOP, PHONE, NARROWEST]) {
    await page.setViewportSize({ width, height: 812 });
    await picture(page, `letters-${name}`);
    await noSidewaysScroll(page);
  }
  await page.setViewportSize(before);
  await axe(page);
}

async function press(page, name) {
  await Promise.all([page.waitForEvent("load"), page.locator("main").getByRole("button", { name }).first().click()]);
}

const visit = (page, path) => page.goto(server.url + path);

/** A custodian who has just signed in. */
async function custodian() {
  const page = await newPage(browser);
  await page.goto(server.link("kim", "custodian"));
  await page.getByLabel("Choose a password").fill(PASSWORD);
  await page.getByLabel("The same once more").fill(PASSWORD);
  await press(page, "Save this password");
  await page.locator("#address").fill("kim@council.example");
  await page.locator("#password").fill(PASSWORD);
  await press(page, "Sign in");
  await press(page, "Make a key");
  const key = (await page.locator("code").first().innerText()).replaceAll(" ", "");
  await page.locator("#code").fill(codeFor(key));
  await press(page, "Save the second factor");
  return page;
}

test("letters bring links that nobody else sees, and whoever gets one can refuse reminders", async () => {
  const page = await custodian();
  await visit(page, "/n/castle-green/settings/promise");
  const form = page.locator("main form").last();
  await form.locator("input[type=radio]").first().check({ force: true });
  await form.getByLabel(/custodian|single answers/i).first().fill("Kim Doe, university");
  await Promise.all([page.waitForEvent("load"), form.getByRole("button").last().click()]);

  await visit(page, "/n/castle-green/survey/prepare");
  await page.getByLabel("Short id").fill("post");
  await press(page, "Prepare this round");
  await visit(page, `${ROUND}/people`);
  const example = await page.locator("#columns code").first().textContent();
  const organisation = example.split(";")[0];
  const people = [1, 2, 3].map((n) => `${organisation}; Zebedee Staff${n}; staff${n}@zebra.example`);
  await page.getByLabel("People, one on each line").fill([...people, `${organisation}; Zebedee Unposted`].join("\n"));
  await press(page, "Put them on the list");
  await visit(page, `${ROUND}/partners`);
  await press(page, "Work it out");
  await visit(page, ROUND);
  await page.getByLabel("Send everybody with an address their link now").check({ force: true });
  await look(page, "begin");
  await press(page, "Begin the round");
  assert.match(await page.locator("main").innerText(), /letters are on their way/);

  const letters = await server.letters(3);
  assert.equal(letters.length, 3);
  const links = letters.map((letter) => /^(http:\/\/localhost:\d+\/answer\/[0-9a-f]{32})\r?$/m.exec(letter)?.[1]);
  assert.equal(new Set(links).size, 3);
  assert.ok(links.every((link) => link.startsWith(`${server.answers}/answer/`)), "at the address of respondents");
  const path = new URL(links[0]).pathname;
  assert.equal((await page.request.get(server.url + path)).status(), 404, "and there alone");
  assert.equal((await page.request.get(`${server.answers}/n/castle-green`)).status(), 404, "where nothing else is");
  await visit(page, `${ROUND}/links`);
  assert.match(await page.locator("main").innerText(), /Written to: 3 people/);
  assert.doesNotMatch(await page.content(), /\/answer\//);
  await look(page, "links");

  const phone = await newPage(browser, { width: PHONE });
  await phone.goto(links[0]);
  assert.match(await phone.locator("#promise").innerText(), /confidential/);
  await phone.goto(`${links[0]}/no-reminders`);
  await look(phone, "no-reminders");
  await press(phone, "Send me no reminders");
  assert.match(await phone.locator("main").innerText(), /You will get no more reminders/);
  await look(phone, "no-reminders-done");
  await phone.context().close();

  await press(page, "Send reminders");
  assert.match(await page.locator("main").innerText(), /Nobody is told who they are/);
  assert.match(await page.locator("main").innerText(), /The next can be sent from/);
  await look(page, "reminded");
  await visit(page, `${ROUND}/coming-in`);
  assert.match(await page.locator("main").innerText(), /Fewer than nine people/);
  await look(page, "coming-in");
  await page.context().close();
});
