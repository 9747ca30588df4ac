// What a coordinator and an analyst do on a morning, with and without JavaScript.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, launch, NARROWEST, newPage, noComplaints, noSidewaysScroll, open, picture } from "../harness.mjs";
import { sitemap } from "../sitemap.mjs";

const browser = await launch();
after(() => browser.close());
const pages = await sitemap(browser);

/** The address of a page by its name in the sitemap. */
function at(name) {
  const page = pages.find((one) => one.name === name);
  assert.ok(page?.path, page?.missing ?? `the sitemap has no page ${name}`);
  return page.path;
}

/** A page for one test, closed afterwards, that must not have complained. */
function story(name, options, tell) {
  test(name, async () => {
    const page = await newPage(browser, options);
    try {
      await tell(page);
      noComplaints(page);
    } finally {
      await page.context().close();
    }
  });
}

/** Words that the tests write, to be found again. */
const WORDS = "Both sides name one person for Friday";

/** Fills what a form still asks for: text, dates, the first real choice of each list and group. */
async function complete(form) {
  for (const field of await form.locator("input[type=text]:visible, textarea:visible").all()) {
    if (await field.inputValue()) continue;
    // Words written here would contradict those that were marked in the text.
    if ((await field.getAttribute("name")) === "quote" && (await form.locator("[name=start]").inputValue())) continue;
    await field.fill((await field.getAttribute("data-date")) === null ? WORDS : "2027-03-31");
  }
  for (const list of await form.locator("select:visible").all()) {
    if (!(await list.inputValue())) await list.selectOption({ index: 1 });
  }
  const groups = new Set(await form.locator("input[type=radio]").evaluateAll((found) => found.map((one) => one.name)));
  for (const name of groups) {
    const group = form.locator(`input[type=radio][name="${name}"]`);
    if ((await form.locator(`input[type=radio][name="${name}"]:checked`).count()) === 0) await group.first().check({ force: true });
  }
}

/** Presses a button that sends its form, and waits for the page that comes of it. */
async function send(page, button) {
  await Promise.all([page.waitForEvent("load"), button.click()]);
  assert.equal(await page.locator(".nhsuk-error-summary").count(), 0, "the form was refused");
}

async function codeIt(page) {
  const form = page.locator("#coding-form");
  await form.getByLabel("Code", { exact: true }).fill("ro");
  await complete(form);
  await send(page, form.getByRole("button", { name: /code this passage/i }));
}

story("a passage is coded by a form, without JavaScript", { javaScript: false }, async (page) => {
  // The one text of the sample that its first coder has not finished.
  await open(page, at("interviews"));
  await open(page, await page.getByRole("link", { name: "09-home-care-and-care-home" }).getAttribute("href"));
  const before = await page.locator(".codings > li").count();
  const words = (await page.locator(".turn:not(.asks) [data-turn]").last().innerText()).trim().split(/\s+/).slice(0, 4).join(" ");
  await page.locator("#coding-form").getByLabel(/words|passage/i).first().fill(words);
  await codeIt(page);
  assert.equal(await page.locator(".codings > li").count(), before + 1);
});

story("the map answers another question and says so", {}, async (page) => {
  await open(page, at("map"));
  const filter = page.locator("main form.filter");
  await filter.locator("select").first().selectOption({ index: 1 });
  await send(page, filter.getByRole("button", { name: /show/i }));
  assert.match(page.url(), /\?/, "a filter is part of the address");
  assert.ok((await page.locator(".finding").innerText()).trim());
  await axe(page);
});

story("the same map is read as a table", { javaScript: false }, async (page) => {
  await open(page, at("map"));
  await page.getByRole("link", { name: /read as a table/i }).click();
  assert.match(page.url(), /#twin$/);
  assert.ok((await page.locator("#twin tbody tr").count()) > 0, "the table has no rows");
});

story("a review waits behind its seal until both have written", { javaScript: false }, async (page) => {
  await open(page, at("new action"));
  const first = page.locator("main form").last();
  // Two organisations in which somebody can answer for the action.
  await first.getByLabel("One organisation").selectOption({ label: "Alder Vale General Hospital" });
  await first.getByLabel("The other").selectOption({ label: "Council Adult Social Care" });
  await complete(first);
  await send(page, first.getByRole("button", { name: "Continue" }));
  const form = page.locator("main form").last();
  await complete(form);
  await send(page, form.getByRole("button", { name: "Propose this action" }));
  const action = new URL(page.url()).pathname;

  await open(page, at("actions"));
  assert.ok((await page.locator("main").innerText()).includes(WORDS), "the list shows the action");

  await open(page, action);
  for (const name of [/hospital accepts$/i, /care accepts$/i]) await send(page, page.getByRole("button", { name }));
  const secret = "The board was empty on two Fridays";
  await page.locator("summary", { hasText: "Write the review by Alder Vale" }).click();
  const review = page.locator("form[action$='/review']").first();
  await review.getByLabel("Not met").check({ force: true });
  await review.getByLabel("What was it like?").fill(secret);
  await send(page, review.getByRole("button", { name: /seal this review/i }));
  assert.doesNotMatch(await page.content(), new RegExp(secret), "a sealed review is on the page");

  await page.locator("summary", { hasText: "Write the review by Council" }).click();
  const other = page.locator("form[action$='/review']").first();
  await complete(other);
  await send(page, other.getByRole("button", { name: /seal this review/i }));
  assert.match(await page.locator("main").innerText(), new RegExp(secret));
});

story("a form that is refused keeps what was typed and passes axe", {}, async (page) => {
  await open(page, `${at("settings")}/organisations`);
  const form = page.locator("main form").last();
  await form.getByLabel("Name", { exact: true }).fill(WORDS);
  await Promise.all([page.waitForEvent("load"), form.getByRole("button", { name: "Add this organisation" }).click()]);
  assert.ok((await page.locator(".nhsuk-error-summary li").count()) >= 2, "short id and sector are missing");
  assert.equal(await page.locator("#name").inputValue(), WORDS);
  await axe(page);
});

/** Forms that the sitemap does not reach: below a list, or behind a first choice. */
const FURTHER_IN = [
  ["settings", "/organisations"],
  ["settings", "/people"],
  ["settings", "/record"],
  ["settings", "/keeping"],
  ["settings", "/erasing"],
  ["interviews", "/new"],
  ["transcript", "/correct"],
  ["facts", "/new"],
  ["pathway", "?as=council-asc"],
  ["new action", "?left=acute&right=council-asc&narrative=expertise"],
];

for (const [name, rest] of FURTHER_IN) {
  story(`${name}${rest} passes axe and fits the narrowest phone`, { width: NARROWEST }, async (page) => {
    await open(page, at(name) + rest);
    assert.equal(await page.locator("h1").count(), 1);
    await noSidewaysScroll(page);
    await picture(page, `${name}${rest}`.replace(/\W+/g, "-"));
    await axe(page);
  });
}
