// A round asked in Troth: a coordinator prepares and begins it, two people answer by keyboard on a phone without JavaScript,
// the coordinator closes it, and a receipt finds its answers.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, base, DESKTOP, launch, NARROWEST, newPage, noComplaints, noSidewaysScroll, open, PHONE, picture } from "../harness.mjs";

const browser = await launch();
after(() => browser.close());

const SURVEY = "/n/alder-vale/survey";
const ROUND = `${SURVEY}/rounds/e2e`;

/** Presses a button or follows a link of this name, and waits for the page that comes of it. */
async function press(page, name, role = "button") {
  await Promise.all([page.waitForEvent("load"), page.locator("main").getByRole(role, { name }).first().click()]);
}

/** Looks at the page at each width, and fails unless it is accessible and fits. */
async function look(page, name, { axed = true } = {}) {
  const before = page.viewportSize();
  for (const width of [DESKTOP, PHONE, NARROWEST]) {
    await page.setViewportSize({ width, height: 812 });
    await picture(page, `round-${name}`);
    await noSidewaysScroll(page);
  }
  await page.setViewportSize(before);
  // Without JavaScript axe does not run; the same pages are looked at with it by somebody else.
  if (axed) await axe(page);
  noComplaints(page);
}

/** Tabs to the first field that `selector` names, however many stops there are before. */
async function tabTo(page, selector) {
  for (let stop = 0; stop < 400; stop += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  assert.fail(`${selector} cannot be reached by keyboard on ${page.url()}`);
}

/** Goes through all screens by keyboard, answering what is a choice with its middle. */
async function answerByKeyboard(page, name, axed) {
  for (let screen = 0; screen < 30; screen += 1) {
    if (/\/review$/.test(page.url())) return;
    if (screen < 3) await look(page, `${name}-page-${screen + 1}`, { axed });
    const groups = await page.locator("main form:has(button[name=go]) fieldset:has(input[type=radio])").count();
    for (let at = 0; at < groups; at += 1) {
      const radio = page.locator("main form:has(button[name=go]) fieldset:has(input[type=radio])").nth(at).locator("input[type=radio]").first();
      await radio.focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowRight");
    }
    await tabTo(page, "button[name=go][value=on]");
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    assert.equal(await page.locator(".nhsuk-error-summary").count(), 0, `refused on ${page.url()}`);
  }
  assert.fail("the questionnaire does not end");
}

async function answer(link, name, options) {
  const page = await newPage(browser, { width: PHONE, ...options });
  const axed = options.javaScript !== false;
  await open(page, new URL(link).pathname);
  assert.match(await page.locator("#promise").innerText(), /Ruth|custodian|answers/i);
  await look(page, `${name}-start`, { axed });
  await press(page, "Begin", "link");
  await answerByKeyboard(page, name, axed);
  await look(page, `${name}-review`, { axed });
  await tabTo(page, "form[action$='/finish'] button");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  const receipt = await page.locator("p.receipt").innerText();
  assert.match(receipt, /^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/);
  await look(page, `${name}-thanks`, { axed });
  await page.context().close();
  return receipt;
}

test("a round is prepared, answered by a representative and by staff, closed, and a receipt finds the answers", async () => {
  const page = await newPage(browser);
  await open(page, SURVEY);
  await look(page, "survey");
  await press(page, "Prepare a round", "link");
  await look(page, "new");
  await press(page, "Prepare this round");
  assert.match(await page.locator(".nhsuk-error-summary").innerText(), /short id/);
  await look(page, "new-refused");
  await page.getByLabel("Short id").fill("e2e");
  await page.getByLabel("Most partners for one person").fill("2");
  await press(page, "Prepare this round");
  await look(page, "draft");
  await press(page, "Begin the round");
  await look(page, "not-ready");
  await open(page, `${ROUND}/questions`);
  await look(page, "questions");
  await open(page, `${ROUND}/prepare`);
  await look(page, "prepare");

  if (/None is chosen yet/.test(await (await open(page, ROUND), page.locator("#promise").innerText()))) {
    await open(page, "/n/alder-vale/settings/promise");
    const form = page.locator("main form").last();
    await form.locator("input[type=radio]").first().check({ force: true });
    await form.getByLabel(/custodian|single answers/i).first().fill("Ruth Okafor, university");
    await Promise.all([page.waitForEvent("load"), form.getByRole("button").last().click()]);
  }
  await open(page, `${ROUND}/people`);
  await page.getByLabel("People, one on each line").fill("acute; Ann; no address\nnowhere; Bo");
  await press(page, "Put them on the list");
  assert.match(await page.locator(".nhsuk-error-summary").innerText(), /2 rows have to be mended/);
  await look(page, "people-refused");
  const staff = [1, 2, 3, 4, 5, 6].map((n) => `acute; Zebedee Staff${n}; staff${n}@zebra.example\ncouncil-asc; Zebedee Council${n}`);
  await page.getByLabel("People, one on each line").fill([...staff, "acute; Zebedee Rep; rep@zebra.example; representative"].join("\n"));
  await press(page, "Put them on the list");
  await look(page, "people");
  await press(page, /Take off.*Council6/, "link");
  await look(page, "remove");
  await press(page, "Take them off");
  await open(page, `${ROUND}/partners`);
  await press(page, "Work it out");
  assert.match(await page.locator(".banner.ok").innerText(), /worked out and saved/);
  await look(page, "partners");
  await open(page, ROUND);
  await press(page, "Begin the round");
  await look(page, "open");
  await open(page, `${ROUND}/coming-in`);
  assert.match(await page.locator("main").innerText(), /nothing to tell yet/);
  await look(page, "coming-in");
  await open(page, `${ROUND}/people`);
  await page.getByLabel("People, one on each line").fill("acute; Zebedee Joiner; joiner@zebra.example");
  await press(page, "Put them on the list");
  const joiner = page.locator("tr", { hasText: "Zebedee Joiner" });
  assert.match(await joiner.innerText(), /[12] partners?/, "who joins gets partners");
  await look(page, "joined");
  await open(page, `${ROUND}/links`);
  await look(page, "links");
  await page.getByLabel("Or a link for one person").selectOption({ label: "Zebedee Joiner" });
  await press(page, "Show a link for this person");
  assert.equal(await page.locator("article.card").count(), 1);
  await look(page, "personal-one");
  await open(page, `${ROUND}/links`);
  await press(page, "Show a link for everybody");
  await look(page, "personal");
  const cards = await page.locator("article.card").evaluateAll((all) =>
    all.map((card) => [card.querySelector("h2").innerText, card.querySelector("code").innerText]));
  const links = Object.fromEntries(cards);
  assert.equal(cards.length, 13);

  const receipt = await answer(links["Zebedee Staff1"], "staff", { javaScript: false });
  await answer(links["Zebedee Rep"], "representative", {});

  await open(page, `${ROUND}/people`);
  assert.doesNotMatch(await page.locator("main").innerText(), /finished|answered already/, "nobody sees who has answered");
  await open(page, `${ROUND}/close`);
  await look(page, "close");
  await page.getByLabel("Close this round now").check({ force: true });
  await press(page, "Close the round");
  await open(page, ROUND);
  await look(page, "closed");

  await open(page, "/receipt");
  await page.locator("#receipt").fill(receipt.toLowerCase().replaceAll("-", " "));
  await press(page, /./);
  assert.match(await page.locator("main").innerText(), /Alder Vale General Hospital/);
  await look(page, "receipt");
  const gone = await page.request.get(base() + new URL(links["Zebedee Staff1"]).pathname);
  assert.equal(gone.status(), 404, "the link opens nothing any more");
  await page.context().close();
});

test("a draft is deleted after one more question", async () => {
  const page = await newPage(browser);
  await open(page, SURVEY);
  await press(page, "Prepare a round", "link");
  await page.getByLabel("Short id").fill("e2e-gone");
  await press(page, "Prepare this round");
  await press(page, "Delete this draft", "link");
  await look(page, "delete");
  await press(page, "Delete the draft");
  assert.match(await page.locator("main").innerText(), /The draft is deleted/);
  await page.context().close();
});
