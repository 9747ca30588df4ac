// What must never be left in the stylesheet: requests to another host, font files, another body's identity.

/** Colours of the NHS identity that must not appear: Troth is not an official NHS service. */
const IDENTITY_COLOURS = ["#005eb8", "#003087", "#0072ce", "#41b6e6", "#330072"];

/**
 * Sentences about what is wrong with a stylesheet; none when it may be shipped.
 * @param {string} css
 * @returns {string[]}
 */
export function problemsIn(css) {
  const problems = [];
  for (const [, target] of css.matchAll(/url\(\s*["']?([^"')]*)/gi)) {
    if (/^(https?:)?\/\//i.test(target)) problems.push(`It requests ${target}: every file must come from Troth itself.`);
    else if (!/^(data:|#)/i.test(target)) problems.push(`It requests ${target}, which is not built: draw it in CSS or inline it.`);
  }
  if (/@import/i.test(css)) problems.push("It contains @import: bundle the file instead.");
  if (/@font-face/i.test(css)) problems.push("It contains @font-face: Troth ships no letters, it uses the system's.");
  if (/frutiger/i.test(css)) problems.push("It names Frutiger, which is licensed to NHS organisations.");
  const lower = css.toLowerCase();
  for (const colour of IDENTITY_COLOURS) {
    if (lower.includes(colour)) problems.push(`It contains ${colour}, a colour of the NHS identity.`);
  }
  return problems;
}
