// Who was chosen for an interview and who has not been heard: written down without JavaScript, changed in two tabs, then
// looked at on a desktop, a phone, and with text at four times its size.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, DESKTOP, launch, NARROWEST, newPage, noComplaints, noSidewaysScroll, open, PHONE, picture } from "../harness.mjs";
import { sitemap } from "../sitemap.mjs";

const browser = await launch();
after(() => browser.close());
const interviews = (await sitemap(browser)).find((one) => one.name === "interviews").path;
const heard = `${interviews}/sampling`;
const people = `${heard}/people`;

const PEOPLE = [
  { name: "Dana Moss", by: "gatekeeper", who: "Ruth Okafor", why: "Runs the discharge lounge", status: "interviewed", on: "2026-10-16" },
  { name: "Ed Flint", by: "gatekeeper", who: "Ruth Okafor", why: "Drives people home at night", status: "interviewed", on: "2026-10-20" },
  { name: "Flo Achterberg-Montgomery", by: "interviewee", who: "Dana Moss", why: "Left last year and says why", status: "interviewed", on: "" },
  { name: "Gus Ray", by: "self", who: "", why: "", status: "asked", on: "" },
];

async function send(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

test("people are written down, and one of two tabs is told", async () => {
  const page = await newPage(browser, { javaScript: false });
  for (const [at, one] of PEOPLE.entries()) {
    await open(page, people);
    await page.fill("[name=name]", one.name);
    await page.locator("[name=organisation]").selectOption({ index: at + 2 });
    await page.selectOption("[name=suggested]", one.by);
    await page.fill("[name=suggested_by]", one.who);
    await page.fill("[name=why]", one.why);
    await page.selectOption("[name=status]", one.status);
    await page.fill("[name=on]", one.on);
    await send(page, page.getByRole("button", { name: "Add to the table" }));
    assert.match(await page.locator("main").innerText(), /The person is in the table/);
  }
  assert.match(await page.locator("main").innerText(), /Of 3 in the table who were heard, 2 were suggested by Ruth Okafor/);
  await send(page, page.getByRole("link", { name: "Gus Ray" }));
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.selectOption("[name=status]", "agreed");
  await send(other, other.getByRole("button", { name: "Save", exact: true }));
  assert.match(await other.locator("main").innerText(), /is saved/);
  await page.fill("[name=why]", "Knows the night shift");
  await send(page, page.getByRole("button", { name: "Save", exact: true }));
  const main = page.locator("main");
  assert.match(await main.innerText(), /Somebody else was faster/);
  assert.equal((await main.getByLabel("Why chosen").inputValue()).trim(), "Knows the night shift", "nothing that was typed is lost");
  await open(page, heard);
  assert.match(await main.innerText(), /suggested by one and the same person/);
  assert.match(await main.innerText(), /one person was heard, and speaks for nobody else/);
  await page.context().close();
});

for (const width of [DESKTOP, PHONE, NARROWEST]) {
  test(`who was chosen and who has not been heard are accessible at ${width} px`, async () => {
    const page = await newPage(browser, { width });
    for (const [path, name] of [[heard, "sampling-heard"], [people, "sampling-people"]]) {
      await open(page, path);
      await picture(page, name);
      await noSidewaysScroll(page);
      await axe(page);
    }
    await send(page, page.getByRole("button", { name: "Add to the table" }));
    assert.match(await page.locator("main").innerText(), /There is a problem/);
    await noSidewaysScroll(page);
    await axe(page);
    await open(page, people);
    await send(page, page.getByRole("link", { name: "Dana Moss" }).first());
    await picture(page, "sampling-one");
    await noSidewaysScroll(page);
    await axe(page);
    await open(page, interviews);
    await picture(page, "sampling-from-interviews");
    noComplaints(page);
    await page.context().close();
  });
}
