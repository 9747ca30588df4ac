// Quotations sent back to a speaker: the custodian's page, then a phone of the narrowest kind, with and without JavaScript.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, base, DESKTOP, launch, links, NARROWEST, newPage, noComplaints, noSidewaysScroll, open, PHONE, picture } from "../harness.mjs";

const browser = await launch();
after(() => browser.close());

/** Presses the button and waits for the page that comes of it. */
async function press(page, name) {
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name, exact: true }).click()]);
}

/** Looks at a page as it is, and fails unless it is accessible and fits. */
async function look(page, name, javaScript) {
  await picture(page, name);
  if (javaScript) await axe(page);
  await noSidewaysScroll(page);
  noComplaints(page);
}

/** A link and its PIN for the first speaker with coded passages. */
async function send(width) {
  const page = await newPage(browser, { width });
  await open(page, "/n/alder-vale/interviews");
  const [text] = await links(page, "table", /\/interviews\/[0-9a-f-]{36}$/);
  await open(page, `${text}/checks`);
  await look(page, "checks", true);
  const form = page.locator("form[action$='/checks']").first();
  await Promise.all([page.waitForEvent("load"), form.getByRole("button").click()]);
  await look(page, "checks-link", true);
  const [link, pin] = await page.locator(".banner code").allInnerTexts();
  await page.context().close();
  return { path: new URL(link).pathname, pin };
}

// A passage for each run, both of the first coder and read by others: what only a second coder marked is in no result.
for (const [javaScript, passage] of [[true, "A commode, a bed lever"], [false, "We had a full picture of a man"]]) {
  test(`a speaker decides on their own words at 320 px ${javaScript ? "with" : "without"} JavaScript`, async () => {
    const { path, pin } = await send(javaScript ? PHONE : DESKTOP);
    const page = await newPage(browser, { width: NARROWEST, javaScript });
    const shows = (name) => look(page, `check-${name}`, javaScript);
    await open(page, path);
    await shows("pin");
    await page.getByLabel("Your PIN").fill("000000");
    await press(page, "Go on");
    assert.match(await page.locator(".nhsuk-error-summary").innerText(), /open nothing/);
    await shows("pin-refused");
    await page.getByLabel("Your PIN").fill(pin);
    await press(page, "Go on");
    assert.match(await page.locator("main").innerText(), /What you can rely on/);
    assert.equal(await page.locator("a[href^='/n/']").count(), 0, "no way into the partnership");
    await shows("list");

    assert.equal(await page.locator(".go a").count(), 1, "the way on stands there");
    await page.locator("main li", { hasText: passage }).getByRole("link").click();
    await page.waitForURL(/\/passage\//);
    assert.equal(await page.locator("input[type=radio]:checked").count(), 0, "nothing is chosen for anybody");
    await shows("passage");
    await page.getByLabel("Shown under your own label").check({ force: true });
    await page.getByLabel("Other words, if you want").fill("We both write a time down.");
    await press(page, "Show me, without saving");
    assert.match(await page.locator("section.banner").innerText(), /As .+ will read it[\s\S]+We both write a time down\.[\s\S]+amended words/);
    await shows("preview");

    await page.getByRole("link", { name: "Take this passage back altogether" }).click();
    await page.waitForURL(/\/withdraw$/);
    await shows("withdraw");
    await page.getByRole("link", { name: "No, leave it" }).click();
    await page.waitForURL(/\/passage\/[0-9-]+$/);
    await page.getByLabel("Shown as the words of somebody at your organisation").check({ force: true });
    await press(page, "Save and go on");
    await page.goto(base() + path);
    await press(page, "I am done");
    assert.match(page.url(), /\/done$/);
    assert.match(await page.locator("main").innerText(), /You can change it until/);
    await shows("done");
    await Promise.all([page.waitForEvent("load"), page.locator("main").getByRole("button", { name: "Close" }).click()]);
    await page.goto(base() + path);
    assert.equal(await page.getByLabel("Your PIN").count(), 1, "the PIN is asked for again");
    await page.context().close();
  });
}
