// Coding an interview: with the keyboard alone, by marking words, and taking it back.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, launch, newPage, noComplaints, open, picture } from "../harness.mjs";

const browser = await launch();
after(() => browser.close());
/** The one text of the sample that its first coder has not finished. */
const TEXT = await (async () => {
  const page = await newPage(browser);
  await open(page, "/n/alder-vale/interviews");
  const path = await page.getByRole("link", { name: "09-home-care-and-care-home" }).getAttribute("href");
  await page.context().close();
  return path;
})();

function coding(name, tell) {
  test(name, async () => {
    assert.ok(TEXT, "the sample has no text that is still coded");
    const page = await newPage(browser);
    try {
      await open(page, TEXT);
      await tell(page);
      noComplaints(page);
    } finally {
      await page.context().close();
    }
  });
}

const said = (page, words) => page.locator("[data-said]", { hasText: words }).waitFor();
const chosen = (page) => page.evaluate(() => document.getSelection().toString());
const coded = (page) => page.locator("[data-codings] > li").count();

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

coding("a sentence is coded from the keyboard, and the page is not loaded for it", async (page) => {
  const before = await coded(page);
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.locator("[data-transcript]").focus();
  // The first turn is the interviewer's, whose words are never coded.
  await press(page, "ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowRight");
  assert.match(await chosen(page), /^\S+\s+\S+$/u, "two words");
  await press(page, ".");
  const sentence = await chosen(page);
  assert.match(sentence, /[.!?]$/);
  await press(page, "r");
  await said(page, "Roles");
  await press(page, "o", "-");
  await press(page, "Enter");
  await said(page, "Coded: Roles");
  assert.equal(await coded(page), before + 1);
  assert.equal(loads, 0);
  assert.ok((await page.locator("[data-codings] q").allInnerTexts()).some((q) => q.includes(sentence)), "in the list");
  const mark = page.locator("mark.coding.loss", { hasText: sentence });
  assert.ok((await mark.count()) > 0, "marked in the text as a loss");
  assert.equal(await page.evaluate(() => document.activeElement?.hasAttribute("data-transcript")), true, "the focus stays");
  await picture(page, "coding-by-keyboard");
  await axe(page);

  await Promise.all([page.waitForURL(/done=undone/), press(page, "Control+z")]);
  assert.equal(await coded(page), before, "taken back");
  assert.equal(await page.evaluate(() => document.activeElement?.hasAttribute("data-transcript")), true, "back in the text");
  await Promise.all([page.waitForURL(/done=redone/), press(page, "Control+y")]);
  assert.equal(await coded(page), before + 1, "done again");
});

coding("the text is two presses away, and on a telephone what is said stays in sight", async (page) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await press(page, "Tab", "Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to the text");
  await press(page, "Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.hasAttribute("data-transcript")), true, "the focus is in the text");
  await press(page, "ArrowDown", "ArrowDown", "r", "o");
  const below = page.locator("[data-said-below]", { hasText: "Enter codes it" });
  await below.waitFor({ state: "visible" });
  const { y, height } = await below.boundingBox();
  assert.ok(y >= 0 && y + height <= 700, `in sight: ${y} to ${y + height}`);
  await picture(page, "coding-by-keyboard-375");
  await axe(page);
});

coding("words marked with the pointer are coded by the button", async (page) => {
  const before = await coded(page);
  const marked = await page.evaluate(() => {
    const walker = document.createTreeWalker([...document.querySelectorAll(".turn:not(.asks) [data-turn]")].at(-2), NodeFilter.SHOW_TEXT);
    const text = walker.nextNode();
    document.getSelection().setBaseAndExtent(text, 0, text, Math.min(24, text.length));
    return text.data.slice(0, 24).trim();
  });
  await page.locator("#coding-form [data-quote]").filter({ hasText: marked }).waitFor();
  assert.match(await page.locator("#coding-form [name=start]").inputValue(), /^\d+$/);
  await page.getByLabel("Code", { exact: true }).fill("Capacity and money");
  await page.getByLabel("Whom it is about").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Code this passage" }).click();
  await said(page, "Coded: Capacity and money");
  assert.equal(await coded(page), before + 1);
  assert.notEqual(await page.getByLabel("Whom it is about").inputValue(), "", "the next passage often speaks of the same");
});

coding("what cannot be coded is said, and nothing is lost", async (page) => {
  await page.locator("[data-transcript]").focus();
  await press(page, "Enter");
  await said(page, "Choose a code first");
  await press(page, "x", "q");
  await said(page, "No code has the letters");
  // The interviewer's words.
  await page.evaluate(() => {
    const text = document.createTreeWalker(document.querySelector(".turn.asks [data-turn]"), NodeFilter.SHOW_TEXT).nextNode();
    document.getSelection().setBaseAndExtent(text, 0, text, 5);
  });
  await press(page, "r", "o", "Enter");
  await said(page, "who interviews");
  assert.match(await page.getByLabel("Code", { exact: true }).inputValue(), /^Roles/, "the code is kept");
});

coding("without a connection the words stay and the line says so", async (page) => {
  await page.locator("[data-transcript]").focus();
  await press(page, "ArrowDown", "ArrowDown", "r", "o");
  await page.context().setOffline(true);
  await press(page, "Enter");
  await said(page, "there is no connection");
  await page.context().setOffline(false);
  await press(page, "Enter");
  await said(page, "Coded: Roles");
  page.complaints = page.complaints.filter((line) => !/ERR_INTERNET_DISCONNECTED/.test(line));
});
