// Partnerships side by side, and how numbers were worked out: the pages with every explanation open, with and without JavaScript.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, DESKTOP, launch, NARROWEST, newPage, noComplaints, noSidewaysScroll, open, PHONE, picture } from "../harness.mjs";
import { sitemap } from "../sitemap.mjs";

const browser = await launch();
after(() => browser.close());
const pages = await sitemap(browser);

/** Pages outside any partnership; pages.test.mjs has the others. */
const outside = [
  { name: "compare", path: "/compare" },
  { name: "methods", path: "/methods" },
  { name: "method", path: "/methods/two-sided-ratings" },
];

/** Pages on which every number is explained. */
const explained = ["map", "organisation", "relationship"].map((name) => {
  const page = pages.find((one) => one.name === name);
  assert.ok(page?.path, page?.missing ?? `the sitemap has no page ${name}`);
  return page;
});
explained.push(outside[0]);

function tell(name, options, story) {
  test(name, async () => {
    const page = await newPage(browser, options);
    try {
      await story(page);
      noComplaints(page);
    } finally {
      await page.context().close();
    }
  });
}

for (const { name, path } of outside) {
  tell(`${name} without JavaScript`, { javaScript: false }, async (page) => {
    await open(page, path);
    assert.equal(await page.locator("h1").count(), 1, "a page has exactly one h1");
    assert.match(await page.title(), /\S+.*Troth/);
    assert.ok((await page.locator("main").innerText()).trim().length > 400, "the page has next to no content");
  });

  for (const width of [DESKTOP, PHONE]) {
    tell(`${name} with every explanation open at ${width} px`, { width }, async (page) => {
      await open(page, path);
      // axe opens them, so the picture and the widths are those of the longest page.
      await axe(page);
      await noSidewaysScroll(page);
      await picture(page, `open-${name}`);
      if (width === PHONE) {
        await page.setViewportSize({ width: NARROWEST, height: 640 });
        await noSidewaysScroll(page);
      }
    });
  }
}

/** Numbers of `main` that stand in no group with an explanation. Forms, headings with names, quotations, verdicts and days are none. */
const alone = () => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (parentElement.closest("form, nav, h1, select, .quote, .verdict, details.worked, .after, script")) continue;
    // Names of organisations and rounds may hold numbers; so do days.
    const text = data.replace(/\bWard \d+|\bround \d+|\b\d{1,2} [A-Z][a-z]+ \d{4}/gi, "");
    if (!/\d/.test(text)) continue;
    const group = parentElement.closest("[data-numbers]")?.dataset.numbers;
    if (!group || !document.querySelector(`details.worked[data-explains="${group}"]`)) found.push(`${group}: ${data.trim()}`);
  }
  return found;
};

for (const { name, path } of explained) {
  tell(`behind every number of the ${name} page stands how it was worked out`, {}, async (page) => {
    await open(page, path);
    assert.deepEqual(await page.evaluate(alone), []);
    assert.equal(await page.locator("details.worked[open]").count(), 0, "closed until asked for");
  });

  tell(`${name}: an explanation opens and leads to its method without JavaScript`, { javaScript: false }, async (page) => {
    await open(page, path);
    const details = page.locator("details.worked").first();
    await details.locator("summary").focus();
    await page.keyboard.press("Enter");
    await details.getByText("Rests on", { exact: true }).waitFor({ state: "visible" });
    const link = details.locator("a[href^='/methods']").first();
    const words = await link.innerText();
    await Promise.all([page.waitForEvent("load"), link.click()]);
    assert.match(new URL(page.url()).pathname, /^\/methods\/[a-z-]+$/, words);
    assert.equal(await page.locator("h1").count(), 1);
    assert.ok((await page.locator(".md").innerText()).length > 400, "the method is there to be read");
  });
}

tell("another question is compared by a form, without JavaScript", { javaScript: false }, async (page) => {
  await open(page, "/compare");
  const first = await page.locator(".finding").innerText();
  const list = page.getByLabel("Question");
  const last = await list.locator("option").last().innerText();
  await list.selectOption({ label: last });
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Compare" }).click()]);
  assert.match(page.url(), /\?question=/);
  assert.notEqual(await page.locator(".finding").innerText(), first);
  assert.ok((await page.locator(".finding").innerText()).includes(last), "the first line names the question");
});

tell("partnerships stand in the order of the alphabet in figure, tables and file, and no organisation is named", {}, async (page) => {
  await open(page, "/compare");
  const names = await page.locator(".cmp .dl b").allInnerTexts();
  assert.ok(names.length >= 3);
  assert.deepEqual(names, [...names].sort());
  const rows = await page.locator("table").first().locator("tbody th").allInnerTexts();
  assert.deepEqual(rows, names);
  const file = await page.request.get(new URL(await page.getByRole("link", { name: "Download as CSV" }).getAttribute("href"), page.url()).href);
  assert.equal(file.status(), 200);
  const seen = (await page.locator("main").innerText()) + (await file.text());
  await page.goto(new URL(pages.find((one) => one.name === "organisations").path, page.url()).href);
  for (const organisation of await page.locator("main tbody th").allInnerTexts()) {
    assert.ok(!seen.includes(organisation), `${organisation} is named`);
  }
});

tell("home and map lead to the comparison", {}, async (page) => {
  for (const name of ["home", "map"]) {
    await open(page, pages.find((one) => one.name === name).path);
    await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: /^Compare partnerships/ }).click()]);
    assert.equal(await page.locator("h1").innerText(), "Compare partnerships");
  }
});
