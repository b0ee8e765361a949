// The overlay and the bar of the preview. They stand in a shadow root, so that no page can disturb them
// and they disturb no page; everything they show comes from state.json, and all words are text nodes.
"use strict";

(async () => {
  const home = "/__preview__/";
  const answer = await fetch(`${home}state.json?path=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
  if (!answer.ok) return; // files are being saved: the build that reads them has this page opened again
  const state = await answer.json();
  const words = state.words;

  if (state.follow && sessionStorage.getItem("followed") !== String(state.serial)) {
    sessionStorage.setItem("followed", state.serial);
    if (state.follow !== location.pathname) {
      location.assign(state.follow);
      return;
    }
  }

  const make = (name, options = {}, ...children) => {
    const { className, ...attributes } = options;
    const element = document.createElement(name);
    if (className) element.className = className;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };

  // A sentence begins with a capital; a key that it quotes stays as it is typed.
  const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  const problem = (one) =>
    make("li", { className: one.severity },
      make("p", { className: "place" },
        make("strong", {}, words[one.severity]), ` ${one.file}, ${words.line} ${one.line} `, make("code", {}, one.code)),
      make("p", { className: "what" }, sentence(one.message)),
      one.excerpt.length ? make("pre", {}, one.excerpt.join("\n")) : null,
      one.hint ? make("p", { className: "hint" }, sentence(one.hint)) : null,
      one.link ? make("p", {}, make("a", { href: one.link }, words.open)) : null);

  // On a narrow screen a line is scrolled to what its carets stand below.
  const pointTo = (within) => {
    for (const excerpt of within.querySelectorAll("li pre")) {
      const [line, carets] = excerpt.textContent.split("\n");
      const sign = excerpt.scrollWidth / Math.max(line.length, carets.length);
      excerpt.scrollLeft = Math.max(0, (carets.lastIndexOf("^") + 3) * sign - excerpt.clientWidth);
    }
  };

  // Of many alike the first came, and how many more there are.
  const list = (told) =>
    make("ul", {}, ...told.first.map(problem), ...told.more.map(({ code, count }) =>
      make("li", {}, `${words.more.replace("{count}", count)} `, make("code", {}, code))));
  const hasPage = !document.documentElement.hasAttribute("data-no-page");

  const host = make("div", { lang: state.language, "data-preview": "" });
  const root = host.attachShadow({ mode: "open" });
  root.append(make("link", { rel: "stylesheet", href: `${home}overlay.css` }));

  const dialog = make("dialog", { "aria-labelledby": "title" },
    make("h1", { id: "title" }, state.fault ? words.fault : words.title),
    make("p", {}, state.fault ? words.faultHint : words.lead),
    state.fault ? make("pre", {}, state.fault) : list(state.blocking),
    make("p", { className: "old" }, hasPage ? words.old : words.none));
  if (hasPage) {
    const show = make("button", { type: "button" }, words.show);
    show.addEventListener("click", () => dialog.close());
    dialog.append(show);
  } else {
    dialog.addEventListener("cancel", (event) => event.preventDefault());
  }

  const details = make("details", {},
    make("summary", {},
      state.state.label ? make("span", { className: state.state.key }, state.state.label) : null,
      make("span", { className: state.errors ? "error" : "" }, `${state.errors} ${words.errors}`),
      make("span", { className: state.warnings ? "warning" : "" }, `${state.warnings} ${words.warnings}`),
      state.weight ? make("span", {}, state.weight) : null),
    make("div", {},
      state.origin ? make("p", {}, `${words.source}: `, make("code", {}, state.origin)) : null,
      state.own.first.length ? list(state.own) : make("p", {}, words.good),
      state.elsewhere ? make("p", {}, words.elsewhere.replace("{count}", state.elsewhere)) : null,
      state.figures.length ? make("h2", {}, words.figures) : null,
      state.figures.length ? make("pre", {}, state.figures.join("\n")) : null));
  details.addEventListener("toggle", () => pointTo(details));
  const bar = make("section", { className: "bar", "aria-label": words.bar }, details);

  if (state.blocked) {
    const back = make("button", { type: "button" }, words.back);
    back.addEventListener("click", () => dialog.showModal());
    bar.classList.add("old");
    bar.prepend(make("p", {}, words.old, " ", back));
    root.append(dialog);
  }
  root.append(bar);
  document.body.append(host);
  if (state.blocked) {
    dialog.showModal();
    root.querySelector("link").addEventListener("load", () => pointTo(dialog));
  }
})();
