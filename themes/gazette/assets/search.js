/* The search page. It reads the files that docs/search.md describes; every word it shows comes from the page. */
"use strict";

const form = document.querySelector("form[data-directory]");
const told = document.querySelector("[data-status]");
const choices = form.querySelector("details");
const list = document.querySelector("[data-hits]");
const more = document.querySelector("[data-more]");
const folder = form.dataset.directory.replace(/[^/]*$/, "");
const language = document.documentElement.lang;
const SHOWN = 10;
const WEIGHTS = [1, 3, 6]; // of a word in the text, in a heading, in a title
const WORD = 0.3; // what a word counts, and what two neighbours count
const PAIR = 3;
const OTHER = 0.12; // what a word counts that has other marks than those typed

/* Words as the index spells them: builder/model/spelling.py does the same. */

const SHAPES = { "\u0302": "C", "\u0306": "B", "\u031b": "H" };
const TONES = { "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0301": "S", "\u0323": "J" };
const PIECE = /[0-9]+(?:[.,][0-9]+)*|[\p{L}\p{N}](?:[\p{L}\p{N}]|[\u0300-\u036f])*|[.!?:;()[\]{}\n]/gu;

function word(piece) {
  if (/^[0-9]/.test(piece)) return piece.replace(/,/g, ".K");
  let [letters, tones] = ["", ""];
  for (const sign of piece.normalize("NFD")) {
    if (TONES[sign]) tones += TONES[sign];
    else if (SHAPES[sign]) letters += SHAPES[sign];
    else if (sign === "đ") letters += "dD";
    else if (!/[\u0300-\u036f]/.test(sign)) letters += sign;
  }
  return letters.replace(/^([hklmst]|qu)y$/, "$1i") + tones;
}

const lower = (text) => text.normalize("NFKC").toLowerCase();

/** The runs of words in a text: a run ends where the words on both sides are no neighbours. */
const runs = (text) => {
  const found = [[]];
  for (const piece of lower(text).match(PIECE) || []) {
    if (".!?:;()[]{}\n".includes(piece)) found.push([]);
    else found[found.length - 1].push(word(piece));
  }
  return found.filter((run) => run.length);
};

const folded = (key) => key.replace(/[A-Z]/g, "");
const pairs = (run) => run.slice(1).map((second, i) => `${run[i]} ${second}`);

/** True when each word of a key is as typed; a word typed without marks is any spelling of it. */
const same = (typed, key) =>
  key.split(" ").every((one, i) => [one, folded(one)].includes(typed.split(" ")[i]));

/**
 * A query: `words` that a page must have, `near` pairs that count when neighbours, `exact` phrases (lists of keys)
 * that one passage must have: what is quoted, or typed as one, such as 12/NQ-HĐND. Words not quoted are `loose`.
 */
function parsed(text) {
  const query = { text: text.split(/["“”\s]/), words: new Set(), near: new Set(), exact: [], loose: new Set() };
  text.split(/["“”]/).forEach((piece, index) => {
    const quoted = index % 2;
    for (const run of runs(piece)) {
      run.forEach((one) => query.words.add(one));
      pairs(run).forEach((one) => query.near.add(one));
      if (!quoted || !run[1]) run.forEach((one) => query.loose.add(one));
    }
    for (const run of (quoted ? [piece] : piece.split(/\s/)).flatMap(runs)) {
      if (run[1]) query.exact.push(pairs(run));
      else if (quoted) query.exact.push(run);
    }
  });
  return query;
}

/* The files: each calls bulletinSearch with its name and what it holds. */

const files = new Map();
const waiting = new Map();
const bulletinSearch = (name, value) => waiting.get(name)(value);

function load(name, file) {
  if (!files.has(name)) {
    const promise = new Promise((done, failed) => {
      waiting.set(name, done);
      const script = document.createElement("script");
      script.src = folder + file;
      script.onerror = () => {
        files.delete(name);
        failed(new Error(file));
      };
      document.head.append(script);
    });
    files.set(name, promise);
  }
  return files.get(name);
}

const part = (name, digests, number) =>
  load(`${name}-${number}`, `${name}-${number}-${digests.substr(number * 8, 8)}.js`);

function unpacked(text) {
  const numbers = [];
  let number = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const sign = code - (code > 92 ? 36 : 35);
    number = number * 45 + (sign % 45);
    if (sign < 45) {
      numbers.push(number);
      number = 0;
    }
  }
  return numbers;
}

/** The directory, its columns unpacked; `first` is a page's first passage, `page` a passage's page. */
async function directory() {
  const all = await load("directory", form.dataset.directory.slice(folder.length));
  if (!all.page) {
    for (const [name, column] of Object.entries(all.columns)) all[name] = unpacked(column);
    all.page = [];
    all.first = all.passages.map((count, page) => {
      for (let i = 0; i < count; i++) all.page.push(page);
      return all.page.length - count;
    });
    let day = 0;
    all.day = all.day.map((step) => (day += step % 2 ? -(step + 1) / 2 : step / 2));
  }
  return all;
}

/** Year, month and day; the directory counts days as Python does. */
const date = (day) => new Date((day - 719163) * 864e5).toISOString().split(/\D/);

function drawer(key) {
  let crc = -1;
  for (const byte of new TextEncoder().encode(key)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** The passages that hold a key: how much it counts there, and whether it is spelled as typed. */
async function postings(all, key) {
  const shard = await part("words", all.words, drawer(folded(key)) % (all.words.length / 8));
  const found = new Map();
  for (const spelling of Object.keys(shard).filter((one) => folded(one) === folded(key))) {
    const typed = same(key, spelling);
    let at = 0;
    for (const step of unpacked(shard[spelling])) {
      at += step;
      const passage = Math.floor(at / 3);
      const known = found.get(passage) || { counts: 0 };
      const counts = Math.max(known.counts, WEIGHTS[at % 3] * (typed ? 1 : OTHER));
      found.set(passage, { counts, typed: typed || known.typed });
    }
  }
  return found;
}

/** The pages that answer a query, with the scores of their passages; and which keys are nowhere. */
async function answers(all, query) {
  const keys = [...query.words, ...query.near];
  const held = new Map(await Promise.all(keys.map(async (key) => [key, await postings(all, key)])));
  let pages = [...all.kind.keys()];
  const keep = (passages) => {
    const some = new Set(passages.map((passage) => all.page[passage]));
    pages = pages.filter((page) => some.has(page));
  };
  for (const key of query.words) keep([...held.get(key).keys()]);
  for (const phrase of query.exact) {
    const typed = (passage) => phrase.every((key) => (held.get(key).get(passage) || {}).typed);
    keep([...held.get(phrase[0]).keys()].filter(typed));
  }
  const hits = pages.map((page) => ({ page, score: 0, passages: Array(all.passages[page]).fill(0) }));
  for (const key of keys) {
    const found = held.get(key);
    const rare = (query.words.has(key) ? WORD : PAIR) * Math.log(1 + all.page.length / found.size);
    for (const hit of hits) {
      let best = 0;
      hit.passages.forEach((score, i) => {
        const { counts } = found.get(all.first[hit.page] + i) || { counts: 0 };
        if (counts) hit.passages[i] = score + rare * counts;
        best = Math.max(best, counts);
      });
      if (best) hit.score += rare * best;
    }
  }
  return { hits, unknown: (key) => !held.get(key).size };
}

/* The form. */

const chosen = (name) => new FormData(form).getAll(name);

/** What each filter of the form looks at. */
const traits = {
  kind: (all, page) => [all.kinds[all.kind[page]]],
  council: (all, page) => [all.councils[all.council[page]]],
  term: (all, page) => [all.terms[all.term[page]]],
  year: (all, page) => [all.day[page] ? date(all.day[page])[0] : ""],
  topic: (all, page) => all.topicSets[all.topics[page]].split(" "),
};

/** The hits the form asks for, in its order; what has no date comes first by match, last by date. */
function sorted(all, hits) {
  for (const [name, trait] of Object.entries(traits)) {
    const values = chosen(name).filter(Boolean);
    if (values.length) hits = hits.filter((hit) => trait(all, hit.page).some((one) => values.includes(one)));
  }
  const dated = chosen("order")[0] === "date";
  const day = (hit) => all.day[hit.page] || (dated ? 0 : 1e7);
  return hits.sort((a, b) => (dated ? 0 : b.score - a.score) || day(b) - day(a) || a.page - b.page);
}

function address() {
  return `?${new URLSearchParams([...new FormData(form)].filter(([, value]) => value))}`;
}

/** The form as the address says. */
function filled() {
  const said = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = said.getAll(field.name).includes(field.value);
    else if (field.name) field.value = said.get(field.name) || "";
  }
  if (form.querySelector(":checked:not([value=''])")) choices.open = true;
}

/* The hits. */

/** A text in an element, the words of the query marked. */
function marked(element, text, query) {
  const typed = (keys, key) => [...keys].some((one) => folded(one) === folded(key) && same(one, key));
  const words = [...text.matchAll(PIECE)].map((match) => ({
    key: word(lower(match[0])),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const near = words.map((one, i) => i > 0 && typed(query.near, `${words[i - 1].key} ${one.key}`));
  let done = 0;
  words.forEach((one, i) => {
    if (one.start < done || !(typed(query.loose, one.key) || near[i] || near[i + 1])) return;
    let last = i;
    while (near[last + 1]) last++;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(one.start, words[last].end);
    element.append(text.slice(done, one.start), mark);
    done = words[last].end;
  });
  element.append(text.slice(done));
}

/** The words of the page for something; `{n}` and the like are filled in. */
const said = (name, values = {}) =>
  (form.dataset[name] || "").replace(/\{(\w+)\}/g, (_, key) => values[key]);

function row(all, hit, card, query) {
  const [href, title, called, council, summary, sections] = card;
  const kind = all.kinds[all.kind[hit.page]];
  const found = document.querySelector("[data-hit]").content.cloneNode(true);
  const piece = (name) => found.querySelector(`[data-part=${name}]`);
  const name = said(`${kind}Number`, { n: called }) || called || said(kind);
  const [year, month, day] = all.day[hit.page] ? date(all.day[hit.page]) : [];
  const about = [name, day && said("day", { year, month, day }), council];
  piece("about").textContent = about.filter(Boolean).join("\u00a0· ");
  piece("title").href = form.dataset.root + href;
  marked(piece("title"), title, query);
  if (summary) marked(piece("summary"), summary, query);
  else piece("summary").remove();
  const [page, ...rest] = hit.passages;
  const least = Math.max(0.6 * Math.max(...rest), 0.1 * page);
  const near = rest.map((score, i) => [score, i]).filter(([score]) => score && score >= least);
  const line = piece("sections");
  for (const [, i] of near.sort((a, b) => b[0] - a[0]).slice(0, 3)) {
    const link = document.createElement("a");
    link.href = `${form.dataset.root}${href}#${sections[i][0]}`;
    marked(link, sections[i][1], query);
    line.append(link);
  }
  if (!near.length) line.remove();
  return found;
}

let turn = 0;

/** Shows the answer to the form; a later question overtakes an earlier one. */
async function answer() {
  const mine = ++turn;
  const query = parsed(form.elements.q.value);
  list.textContent = "";
  more.hidden = true;
  told.textContent = "";
  if (address() === "?") return;
  told.textContent = said("loading");
  try {
    const all = await directory();
    const { hits, unknown } = await answers(all, query);
    const found = sorted(all, hits);
    const n = found.length.toLocaleString(language);
    const words = query.text.filter((one) => runs(one).flat().some(unknown)).join(" ");
    const none = said(words ? "unknown" : "none", { words });
    await show(all, query, found, mine);
    if (mine === turn) told.textContent = n === "0" ? none : said(n === "1" ? "one" : "many", { n });
  } catch (error) {
    if (mine === turn) told.textContent = said("failed");
  }
}

/** Adds the next ten hits to the list. */
async function show(all, query, hits, mine) {
  const start = list.children.length;
  const some = hits.slice(start, start + SHOWN);
  const file = (hit) => part(`cards-${language}`, all.cards[language], Math.floor(hit.page / all.perCards));
  const cards = await Promise.all(some.map(file));
  if (mine !== turn) return;
  list.append(...some.map((hit, i) => row(all, hit, cards[i][hit.page % all.perCards], query)));
  more.hidden = list.children.length === hits.length;
  more.onclick = async () => {
    await show(all, query, hits, mine);
    list.children[start + SHOWN].querySelector("a").focus();
  };
}

function remember(how) {
  history[how](null, "", address());
  answer();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember("pushState");
});
form.addEventListener("change", (event) => {
  if (event.target.name !== "q") remember("replaceState");
});
window.addEventListener("popstate", () => {
  filled();
  answer();
});
choices.hidden = false;
filled();
answer();
