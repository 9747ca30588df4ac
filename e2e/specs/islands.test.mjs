// The scripts of web-ui in a real browser, on a page of their own.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { show } from "../fixture.mjs";
import { launch, newPage, noComplaints, PHONE } from "../harness.mjs";

const browser = await launch();
after(() => browser.close());

function island(name, tell, options) {
  test(name, async () => {
    const page = await newPage(browser, options);
    try {
      await show(page, "islands");
      await tell(page);
      noComplaints(page);
    } finally {
      await page.context().close();
    }
  });
}

const value = (page, name) => page.locator(`#coding-form [name=${name}]`).inputValue();

/** Marks from (turn, text node, offset) to (turn, text node, offset). */
const mark = (page, from, to) =>
  page.evaluate(([from, to]) => {
    const find = ([turn, node, offset]) => {
      const walker = document.createTreeWalker(document.querySelectorAll("[data-turn]")[turn], NodeFilter.SHOW_TEXT);
      for (let n = 0; n <= node; n += 1) walker.nextNode();
      return [walker.currentNode, offset];
    };
    document.getSelection().setBaseAndExtent(...find(from), ...find(to));
  }, [from, to]);

island("marking words behind an emoji counts code points and fills the form", async (page) => {
  await mark(page, [0, 0, 11], [0, 0, 19]);
  await page.locator("[data-quote]", { hasText: "the ward" }).waitFor();
  assert.deepEqual([await value(page, "start"), await value(page, "end")], ["16", "24"]);
  assert.equal(await page.locator("[data-jump]").isVisible(), false, "the way to the form is for narrow pages");
});

island("words inside and behind an existing mark count on, margin numbers do not", async (page) => {
  // The second turn: "They " <mark>"say"<sup data-skip>"2"</sup></mark>": not us."
  await mark(page, [1, 1, 0], [1, 3, 5]);
  await page.locator("[data-quote]", { hasText: "say: not" }).waitFor();
  assert.deepEqual([await value(page, "start"), await value(page, "end")], ["36", "44"]);
  assert.equal(await page.locator("[data-quote]").innerText(), "say: not");
});

island("a passage over two turns runs from the one to the other", async (page) => {
  await mark(page, [0, 0, 15], [1, 1, 3]);
  await page.locator("[data-quote]", { hasText: "ward." }).waitFor();
  assert.deepEqual([await value(page, "start"), await value(page, "end")], ["20", "39"]);
});

island("on a phone a link leads to the form once words are marked", async (page) => {
  assert.equal(await page.locator("[data-jump]").isVisible(), false);
  await mark(page, [0, 0, 0], [0, 0, 7]);
  await page.locator("[data-jump]").waitFor({ state: "visible" });
}, { width: PHONE });

island("the map comes nearer by button and key, and whole again", async (page) => {
  const box = () => page.locator("svg[data-pan-zoom]").getAttribute("viewBox");
  const whole = await box();
  const button = (name) => page.getByRole("button", { name });
  assert.equal(await button("Zoom out").isVisible(), false, "nothing to zoom out of");
  await button("Zoom in").focus();
  await page.keyboard.press("Enter");
  const near = await box();
  assert.notEqual(near, whole);
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await box(), near);
  await button("Show the whole map").click();
  assert.equal(await box(), whole);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Zoom in", "the focus stays in the bar");
});

island("an organisation with the focus keeps its own lines", async (page) => {
  await page.locator("[data-org=hospital]").focus();
  assert.equal(await page.locator("svg.picked .lit").count(), 1);
  await page.locator("[data-org=hospice]").focus();
  assert.equal(await page.locator("svg.picked .lit").count(), 0);
});

island("dragging the near map moves it and follows no link", async (page) => {
  const svg = page.locator("svg[data-pan-zoom]");
  await page.getByRole("button", { name: "Zoom in" }).click();
  const before = await svg.getAttribute("viewBox");
  const { x, y, width, height } = await svg.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 60, y + height / 2 + 20, { steps: 4 });
  await page.mouse.up();
  assert.notEqual(await svg.getAttribute("viewBox"), before);
  assert.equal(new URL(page.url()).hash, "");
});

island("leaving a changed form asks first, an untouched one does not", async (page) => {
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  assert.deepEqual(asked, []);
  await page.getByLabel("What we expect").pressSequentially("One call");
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
});
