// A project goes out, comes in again and is told: without JavaScript, then looked at on a desktop, a phone, and with text
// at four times its size.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { axe, DESKTOP, launch, NARROWEST, newPage, noComplaints, noSidewaysScroll, open, PHONE, picture } from "../harness.mjs";
import { sitemap } from "../sitemap.mjs";

const browser = await launch();
after(() => browser.close());
const interviews = (await sitemap(browser)).find((one) => one.name === "interviews").path;
const exchange = `${interviews}/exchange`;

/** Last in the list, so that other tests find the text they look for first. */
const BOOK = "name,parent,definition\nZz parking,,Where cars stand; Dr Zelda Okafor said so\nZz fees,Zz parking,\n";

async function send(page, button) {
  await Promise.all([page.waitForNavigation(), button.click()]);
}

async function download(page, button) {
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

async function look(page, name, bytes) {
  await open(page, exchange);
  await page.getByLabel("Project or codebook").setInputFiles({ name, mimeType: "application/octet-stream", buffer: bytes });
  await send(page, page.getByRole("button", { name: "Look it through" }));
}

test("a project goes out, and brought in again doubles nothing", async () => {
  const page = await newPage(browser, { javaScript: false });
  await open(page, exchange);
  await send(page, page.getByRole("button", { name: "Download the project" }));
  assert.match(await page.locator(".nhsuk-error-summary").innerText(), /Choose what the file holds/);
  const form = page.locator(".card", { hasText: "As a project for other programs" });
  await form.getByLabel("Everything, for the custodian").check();
  await form.getByLabel("What everything is taken out for").selectOption("go-on");
  const file = await download(page, form.getByRole("button"));
  assert.match(file.name, /-everything-custodian-only\.qdpx$/);
  assert.equal(file.bytes.subarray(0, 2).toString(), "PK");

  await look(page, file.name, file.bytes);
  assert.match(await page.locator("main").innerText(), /Nothing is saved yet/);
  await picture(page, "exchange-look");
  await send(page, page.getByRole("button", { name: "Bring it in" }));
  const main = await page.locator("main").innerText();
  assert.match(main, /0 texts, 0 passages/);
  assert.match(main, /Already there/);
  await picture(page, "exchange-report");
  noComplaints(page);
  await page.context().close();
});

test("a codebook is looked through before it comes in, and leaves again", async () => {
  const page = await newPage(browser, { javaScript: false });
  await look(page, "book.csv", Buffer.from(BOOK));
  assert.match(await page.locator("main").innerText(), /2 would be new: Zz parking, Zz fees/);
  assert.ok((await page.locator(".proposals input[type=text]").count()) > 0, "a name is proposed for replacement");
  await send(page, page.getByRole("button", { name: "Bring it in" }));
  assert.match(await page.locator("main").innerText(), /2 codes of its own/);
  await open(page, `${interviews}/codebook`);
  const file = await download(page, page.getByRole("button", { name: "Download the codebook (.qdc)" }));
  assert.match(file.bytes.toString(), /Zz parking/);
  assert.doesNotMatch(file.bytes.toString(), /Okafor/);
  noComplaints(page);
  await page.context().close();
});

for (const width of [DESKTOP, PHONE, NARROWEST]) {
  test(`exchange is accessible at ${width} px`, async () => {
    const page = await newPage(browser, { width });
    await open(page, exchange);
    await axe(page);
    await noSidewaysScroll(page);
    await picture(page, `exchange-${width}`);
    await look(page, "book.csv", Buffer.from(BOOK.replaceAll("Zz", `Zy ${width}`)));
    await axe(page);
    await noSidewaysScroll(page);
    await picture(page, `exchange-look-${width}`);
    await send(page, page.getByRole("button", { name: "Bring it in" }));
    await axe(page);
    await noSidewaysScroll(page);
    noComplaints(page);
    await page.context().close();
  });
}
