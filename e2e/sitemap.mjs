// Which pages there are: those with a fixed place, and one of each kind that is found by following a link.
import { links, newPage, open } from "./harness.mjs";

/** Pages under /n/{network}; `finding`: its first line is the finding and how sure it is. */
const FIXED = [
  { name: "home", at: "", finding: true },
  { name: "map", at: "/map", finding: true },
  { name: "organisations", at: "/organisations" },
  { name: "interviews", at: "/interviews" },
  { name: "codebook", at: "/interviews/codebook" },
  { name: "interview guide", at: "/interviews/guide" },
  { name: "who has not been heard", at: "/interviews/sampling", finding: true },
  { name: "who was chosen", at: "/interviews/sampling/people" },
  { name: "search", at: "/interviews/search?q=transport" },
  { name: "passages", at: "/interviews/passages" },
  { name: "tables", at: "/interviews/tables" },
  { name: "codes together", at: "/interviews/tables?table=together" },
  { name: "new codes", at: "/interviews/tables?table=new" },
  { name: "words", at: "/interviews/tables?table=words" },
  { name: "claims", at: "/interviews/claims" },
  { name: "survey", at: "/survey", finding: true },
  { name: "data of rounds", at: "/survey/data" },
  { name: "answers from another tool", at: "/survey/data/mapping" },
  { name: "facts", at: "/facts", finding: true },
  { name: "why", at: "/why", finding: true },
  { name: "actions", at: "/actions" },
  { name: "new action", at: "/actions/new" },
  { name: "settings", at: "/settings" },
  { name: "promise", at: "/settings/promise" },
];

/** One page of a kind: the first link of page `from`, inside `within`, whose path under the network matches. */
const FOUND = [
  { name: "organisation", from: "/organisations", within: "main", path: /^\/organisations\/(?!new$)[^/.]+$/, finding: true },
  { name: "relationship", from: "/map", within: "main table", path: /^\/(?!organisations)[^.]+$/, finding: true },
  { name: "transcript", from: "/interviews", within: "main", path: /^\/interviews\/[0-9a-f-]{36}$/ },
  { name: "code", from: "/interviews/codebook", within: "main", path: /^\/interviews\/codebook\/[^/.]+$/ },
  { name: "pathway", from: "/facts", within: "main", path: /\/pathways?\/[^/.]+$/, finding: false },
  { name: "action", from: "/actions", within: "main", path: /^\/actions\/(?!new$)[^/.]+$/ },
];

/**
 * The pages of the sample as `{name, path, finding}`; one that could not be found has `missing`, the reason, for a path.
 * @param {import("playwright-core").Browser} browser
 */
export async function sitemap(browser) {
  const page = await newPage(browser);
  try {
    await open(page, "/");
    const network = new URL(page.url()).pathname.match(/^\/n\/[^/]+/)?.[0];
    if (!network) throw new Error(`/ leads to ${page.url()}, /n/{network} was expected.`);
    const pages = [
      { name: "start", path: "/" },
      { name: "framework", path: "/framework" },
      ...FIXED.map(({ at, ...rest }) => ({ ...rest, path: network + at })),
    ];
    for (const { name, from, within, path, finding } of FOUND) {
      const missing = `No link to one ${name} in \`${within}\` of ${network}${from}.`;
      try {
        await open(page, network + from);
        const inside = await links(page, within, new RegExp(`^${network}/`));
        const found = inside.find((href) => path.test(href.slice(network.length)));
        pages.push({ name, path: found, missing, finding });
      } catch (error) {
        pages.push({ name, missing: `${missing} ${error.message}`, finding });
      }
    }
    return pages;
  } finally {
    await page.context().close();
  }
}
