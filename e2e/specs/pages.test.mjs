// Every page at desktop and phone width: it answers, says what it is, passes axe, fits, and asks nobody else for anything.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, DESKTOP, launch, NARROWEST, newPage, noComplaints, noSidewaysScroll, open, PHONE, picture } from "../harness.mjs";
import { sitemap } from "../sitemap.mjs";

const browser = await launch();
after(() => browser.close());

const pages = await sitemap(browser);

for (const { name, path, missing, finding } of pages) {
  if (!path) {
    test(`${name} can be reached`, () => assert.fail(missing));
    continue;
  }

  for (const width of [DESKTOP, PHONE]) {
    test(`${name} (${path}) at ${width} px`, async () => {
      const page = await newPage(browser, { width });
      try {
        await open(page, path);
        await saysWhatItIs(page, finding);
        await noSidewaysScroll(page);
        await picture(page, name.replaceAll(" ", "-"));
        await axe(page);
        if (width === PHONE) {
          await page.setViewportSize({ width: NARROWEST, height: 640 });
          await noSidewaysScroll(page);
        }
        noComplaints(page);
      } finally {
        await page.context().close();
      }
    });
  }

  test(`${name} (${path}) without JavaScript`, async () => {
    const page = await newPage(browser, { javaScript: false });
    try {
      await open(page, path);
      await saysWhatItIs(page, finding);
      assert.ok((await page.locator("main").innerText()).trim().length > 40, "the page has next to no content");
      noComplaints(page);
    } finally {
      await page.context().close();
    }
  });
}

async function saysWhatItIs(page, finding) {
  assert.equal(await page.locator("h1").count(), 1, "a page has exactly one h1");
  assert.match(await page.title(), /\S+.*Troth/, "the title names the page and Troth");
  assert.equal(await page.locator("html").getAttribute("lang"), "en-GB");
  assert.equal(await page.locator("a").first().getAttribute("href"), "#main", "the first link skips to the content");
  // Others, such as the one to the text of an interview, lead to something that is there.
  for (const skip of await page.locator("a.skip").all()) {
    assert.equal(await page.locator(await skip.getAttribute("href")).count(), 1, "a link that skips leads somewhere");
  }
  if (!finding) return;
  const sentence = page.locator(".finding").first();
  assert.ok((await sentence.count()) === 1 && (await sentence.innerText()).trim(), "an analysis page begins with its finding");
  const first = await page.evaluate(() => {
    const [h1, said, h2] = ["h1", ".finding", "main h2"].map((one) => document.querySelector(one));
    const follows = (a, b) => !a || !b || Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
    return follows(h1, said) && follows(said, h2);
  });
  assert.ok(first, "the finding stands between the h1 and the first h2");
}
