/** The letters of the page, for a picture that is painted apart from it. */

const bare = (name) => name.trim().replace(/^["']|["']$/g, "");

/** The rules of a style sheet; none where the browser does not let them be read. */
function rulesOf(sheet) {
  try {
    return [...sheet.cssRules];
  } catch (error) {
    if (error.name === "SecurityError") return [];
    throw error;
  }
}

const asText = (blob) => new Promise((done, fail) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.onerror = () => fail(reader.error);
  reader.readAsDataURL(blob);
});

async function faceWithFile(rule, base) {
  const address = rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/)?.[1];
  // A server that has gone is no reason to keep no picture: it is then written in letters that every machine has.
  const answer = address && await fetch(new URL(address, base)).catch(() => null);
  if (!answer?.ok) return "";
  const looks = ["font-family", "font-weight", "font-style"].map((name) => `${name}: ${rule.style.getPropertyValue(name)};`).join(" ");
  return `@font-face { ${looks} src: url("${await asText(await answer.blob())}"); }`;
}

/**
 * The faces of the first family of a list as style sheet text that carries its files, so that no page is needed around it.
 * @returns {Promise<string>} "" where the page has that family from the machine or the file does not come
 */
export async function facesOf(families) {
  const wanted = bare(families.split(",")[0]);
  const found = [...document.styleSheets].flatMap((sheet) => rulesOf(sheet)
    .filter((rule) => rule instanceof CSSFontFaceRule && bare(rule.style.getPropertyValue("font-family")) === wanted)
    .map((rule) => faceWithFile(rule, sheet.href ?? location.href)));
  const faces = await Promise.all(found);
  return faces.every(Boolean) ? faces.join("\n") : "";
}
