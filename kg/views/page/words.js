/* Words: how numbers, times and names are told. */

const UNDATED = "no date given";

const NUMBERS = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

/* A number with its thousands apart. */
const grouped = (number) => NUMBERS.format(number);

function many(count, one, more = `${one}s`) {
  return `${grouped(count)} ${count === 1 ? one : more}`;
}

function percent(share) {
  return `${Math.round(share * 100)} %`;
}

/* Letters without case and accents, as the library folds names when it looks them up. */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

/* The value of a measure with four digits that matter. */
function told(value) {
  return grouped(Number(value.toPrecision(4)));
}

/* Only http and https may be followed; anything else in the data is shown as text. */
function safeLink(text) {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
