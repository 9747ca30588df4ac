// Each pattern of the design at three widths, before any page uses it: axe, no sideways scrolling, a picture.
import { after, test } from "node:test";
import { show } from "../fixture.mjs";
import { axe, DESKTOP, launch, NARROWEST, newPage, noComplaints, noSidewaysScroll, PHONE, picture } from "../harness.mjs";

const browser = await launch();
after(() => browser.close());

for (const name of ["analysis", "work", "answer"]) {
  for (const width of [DESKTOP, PHONE, NARROWEST]) {
    test(`patterns of ${name} at ${width} px`, async () => {
      const page = await newPage(browser, { width });
      try {
        await show(page, name);
        await noSidewaysScroll(page);
        await picture(page, `patterns-${name}`);
        await axe(page);
        await noSidewaysScroll(page);
        noComplaints(page);
      } finally {
        await page.context().close();
      }
    });
  }
}
