// The archive for Eleventy: pages with figures, lists by year, topic and council, a feed, a sitemap.
const day = (date) => date.toISOString().slice(0, 10);

export default function (config) {
  config.addFilter("day", day);
  config.addCollection("newest", (all) => all.getFilteredByGlob("content/sessions/*.md").reverse());
  config.addCollection("lists", (all) => {
    const lists = new Map();
    for (const page of all.getFilteredByGlob("content/sessions/*.md").reverse()) {
      for (const kind of ["years", "topics", "councils"]) {
        for (const key of page.data[kind]) {
          const address = `/${kind}/${key}/`;
          if (!lists.has(address)) lists.set(address, { address, title: key, pages: [] });
          lists.get(address).pages.push(page);
        }
      }
    }
    return [...lists.values()];
  });
  return { dir: { input: "content", output: "_site", includes: "../_includes" }, htmlTemplateEngine: "njk" };
}
