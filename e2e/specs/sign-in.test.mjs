// From an invitation to a password, a second factor, the pages of one's role, and out again; with and without JavaScript.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe, DESKTOP, launch, NARROWEST, newPage, noSidewaysScroll, PHONE, picture } from "../harness.mjs";
import { codeFor, startSigning } from "../signing.mjs";

const PASSWORD = "mole teapot ladder";
const server = await startSigning();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});

/** Looks at a page as it is, and fails unless it is accessible and fits. */
async function look(page, name) {
  await picture(page, name);
  if (page.context().javaScript) await axe(page);
  await noSidewaysScroll(page);
}

/** Presses the button and waits for the page that comes of it. */
async function press(page, name) {
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name, exact: true }).click()]);
}

async function signIn(page, address) {
  await page.locator("#address").fill(address);
  await page.locator("#password").fill(PASSWORD);
  await press(page, "Sign in");
}

async function story(page, name) {
  const address = `${name}@council.example`;
  await page.goto(server.link(name, "coordinator"));
  await look(page, "welcome");
  await page.getByLabel("Choose a password").fill("short");
  await page.getByLabel("The same once more").fill("short");
  await press(page, "Save this password");
  assert.match(await page.locator(".nhsuk-error-summary").innerText(), /at least 12/i);
  await look(page, "welcome-refused");
  await page.getByLabel("Choose a password").fill(PASSWORD);
  await page.getByLabel("The same once more").fill(PASSWORD);
  await press(page, "Save this password");

  await look(page, "sign-in");
  await signIn(page, address);
  assert.equal(new URL(page.url()).pathname, "/account/second-factor");
  await press(page, "Make a key");
  await look(page, "second-factor");
  const key = (await page.locator("code").first().innerText()).replaceAll(" ", "");
  await page.locator("#code").fill(codeFor(key));
  await press(page, "Save the second factor");
  const codes = await page.locator("ul.bullets code").allInnerTexts();
  assert.equal(codes.length, 10);
  await look(page, "recovery-codes");

  await page.getByRole("link", { name: "I have kept them" }).click();
  assert.equal(new URL(page.url()).pathname, "/n/castle-green");
  await look(page, "home-coordinator");
  await page.goto(`${server.url}/n/castle-green/settings/access`);
  await page.getByLabel("Name", { exact: true }).fill("Pat Lee");
  await page.locator("#address").fill(`pat-${name}@council.example`);
  await page.getByLabel("Partner").check({ force: true });
  await press(page, "Make an invitation");
  assert.match(await page.locator(".nhsuk-error-summary").innerText(), /organisation this partner speaks for/i);
  await page.locator("#organisation").selectOption({ index: 1 });
  await press(page, "Make an invitation");
  assert.match(await page.locator(".banner code").innerText(), /\/link\/[0-9a-f]{64}$/);
  await look(page, "access");

  const texts = await page.goto(`${server.url}/n/castle-green/interviews/new`);
  assert.equal(texts.status(), 403);
  assert.match(await page.locator("main").innerText(), /Your role does not open this/);
  await page.goto(`${server.url}/account`);
  await look(page, "account");
  await press(page, "Sign out");
  assert.match(await page.locator("main").innerText(), /You are signed out/);
  assert.equal((await page.context().cookies()).filter((cookie) => cookie.name === "__Host-troth").length, 0);
  await page.goto(`${server.url}/n/castle-green/map`);
  assert.equal(new URL(page.url()).pathname, "/sign-in");

  await signIn(page, address);
  await look(page, "code");
  await page.locator("#code").fill(codes[0]);
  await press(page, "Go on");
  assert.equal(new URL(page.url()).pathname, "/n/castle-green/map");
  const [session] = (await page.context().cookies()).filter((cookie) => cookie.name === "__Host-troth");
  assert.ok(session.secure && session.httpOnly && session.sameSite === "Lax" && session.path === "/");
}

for (const width of [DESKTOP, PHONE, NARROWEST]) {
  test(`from an invitation to the pages of one's role at ${width} px`, async () => {
    const page = await newPage(browser, { width });
    page.context().javaScript = true;
    await story(page, `w${width}`);
    assert.deepEqual(page.complaints.filter((one) => !/status of 403|another host: http:\/\/localhost/.test(one)), []);
    await page.context().close();
  });
}

test("the same without JavaScript", async () => {
  const page = await newPage(browser, { javaScript: false });
  await story(page, "plain");
  await page.context().close();
});
