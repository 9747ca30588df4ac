// Two people at one computer code the same text, see how far they agree, and decide: without JavaScript, then looked at
// on a desktop, a phone, and with text at four times its size.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, DESKTOP, launch, NARROWEST, newPage, noComplaints, noSidewaysScroll, open, PHONE, picture } from "../harness.mjs";
import { sitemap } from "../sitemap.mjs";

const browser = await launch();
after(() => browser.close());
const interviews = (await sitemap(browser)).find((one) => one.name === "interviews").path;
const agreement = `${interviews}/agreement`;

/** Last in the list, so that other tests find the text they look for first. */
const TITLE = "Zz, talked about twice";
const TURNS = [
  "We ring the ward on Friday and nobody there can say who orders the bed.",
  "They believe that we book the transport, and we believe that they do.",
  "With the new social worker at the table it works far better than before.",
  "The money is gone by March, so whoever asks late gets nothing at all.",
];
const TEXT = TURNS.map((words, at) => `Interviewer: And then, ${at}?\nMatron: ${words}`).join("\n");

/** Sends the form that holds `button` and waits for the page that follows. */
async function send(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

async function code(page, text, words, name) {
  await open(page, text);
  await page.fill("#coding-form [name=quote]", words);
  await page.fill("#coding-form [name=code]", name);
  await send(page, page.locator("#coding-form button"));
  assert.match(await page.locator("main").innerText(), /The passage is coded/);
}

async function finish(page, coder) {
  await open(page, agreement);
  const text = page.locator(".places > li", { has: page.getByRole("heading", { name: TITLE }) });
  const part = text.locator("h4", { hasText: coder }).locator("..");
  await send(page, part.getByRole("button", { name: /^Finished/ }));
}

/** How many places somebody marked in all texts that are compared, and how many of them alike. */
async function places(page) {
  const found = (await page.locator("main").innerText()).match(/Of (\d+) places that somebody marked, (\d+) (is|are) marked alike/);
  assert.ok(found, "the page counts places");
  return [Number(found[1]), Number(found[2])];
}

test("a text is coded twice, compared and decided", async () => {
  const page = await newPage(browser, { javaScript: false });
  await open(page, agreement);
  const [marked, alike] = await places(page);
  await open(page, `${interviews}/new`);
  await page.fill("[name=title]", TITLE);
  await page.fill("[name=text]", TEXT);
  await send(page, page.getByRole("button", { name: "Look it through" }));
  await send(page, page.getByRole("button", { name: "Save this text" }));
  const text = new URL(page.url()).pathname;
  await code(page, text, TURNS[0], "ro");
  await code(page, text, TURNS[1], "ro");

  await open(page, agreement);
  await page.getByLabel(TITLE).check();
  await page.getByLabel("Name of the second coder").fill("Cy");
  await send(page, page.getByRole("button", { name: "Ask this second coder" }));
  await send(page, page.getByRole("button", { name: /^Code as Cy/ }));
  assert.match(await page.locator("main").innerText(), /You code it as Cy/);
  assert.equal(await page.locator("mark").count(), 0, "nothing of the first coding is to be seen");
  await picture(page, "doubling-blind");
  await code(page, text, TURNS[1], "ro");
  await code(page, text, "With the new social worker at the table it works", "ro");
  await finish(page, "Cy");
  await finish(page, "The holder");

  assert.deepEqual(await places(page), [marked + 3, alike + 1]);
  const first = page.locator("#differences ~ ol > li").first();
  await first.locator("summary").click();
  await first.getByLabel("The second coding counts").check();
  await first.getByLabel("Why", { exact: true }).fill("Read together: it is about what comes after");
  await send(page, first.getByRole("button", { name: "Save this decision" }));
  assert.match(await page.locator("main").innerText(), /The decision is saved/);
  noComplaints(page);
  await page.context().close();
});

for (const width of [DESKTOP, PHONE, NARROWEST]) {
  test(`double coding is accessible at ${width} px`, async () => {
    const page = await newPage(browser, { width });
    await open(page, agreement);
    await picture(page, "doubling");
    await noSidewaysScroll(page);
    await axe(page);
    await picture(page, "doubling-open");
    await open(page, interviews);
    await page.getByRole("link", { name: TITLE }).click();
    await page.waitForLoadState("load");
    await picture(page, "doubling-text");
    await noSidewaysScroll(page);
    await axe(page);
    noComplaints(page);
    await page.context().close();
  });
}
