// What a coordinator and an analyst do on a morning, with and without JavaScript.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, launch, newPage, noComplaints, open } from "../harness.mjs";
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

/** Fills what a form still asks for: text, dates, the first real choice of each list and group. */
async function complete(form) {
  for (const field of await form.locator("input[type=text]:visible, input:not([type]):visible, textarea:visible").all()) {
    if (!(await field.inputValue())) await field.fill("Both sides name one person for Friday");
  }
  for (const field of await form.locator("input[type=date]:visible").all()) {
    if (!(await field.inputValue())) await field.fill("2027-03-31");
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
  await complete(form);
  await send(page, form.getByRole("button", { name: /code this passage/i }));
}

story("a passage is coded by a form, without JavaScript", { javaScript: false }, async (page) => {
  await open(page, at("transcript"));
  const before = await page.locator(".codings > li").count();
  const words = (await page.locator("[data-turn]").last().innerText()).trim().split(/\s+/).slice(0, 4).join(" ");
  await page.locator("#coding-form").getByLabel(/words|passage/i).first().fill(words);
  await codeIt(page);
  assert.equal(await page.locator(".codings > li").count(), before + 1);
});

story("a passage is coded by marking it", {}, async (page) => {
  await open(page, at("transcript"));
  const before = await page.locator(".codings > li").count();
  const marked = await page.evaluate(() => {
    const walker = document.createTreeWalker([...document.querySelectorAll("[data-turn]")].at(-2), NodeFilter.SHOW_TEXT);
    const text = walker.nextNode();
    document.getSelection().setBaseAndExtent(text, 0, text, Math.min(24, text.length));
    return text.data.slice(0, 24).trim();
  });
  await page.locator("#coding-form [data-quote]").filter({ hasText: marked }).waitFor();
  assert.match(await page.locator("#coding-form [name=start]").inputValue(), /^\d+$/);
  assert.match(await page.locator("#coding-form [name=end]").inputValue(), /^\d+$/);
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

story("an action is proposed, and the list shows it", { javaScript: false }, async (page) => {
  await open(page, at("new action"));
  const form = page.locator("main form").last();
  await complete(form);
  await send(page, form.getByRole("button", { name: /propose|save|add/i }).first());
  await open(page, at("actions"));
  assert.match(await page.locator("main").innerText(), /Both sides name one person for Friday/);
});
