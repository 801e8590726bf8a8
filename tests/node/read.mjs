// What JavaScript's feed parsers make of some feeds: one JSON line a parser and document.
// Called as `node read.mjs FILE...`; a parser that doesn't know a format says nothing of it.

import { readFileSync } from "node:fs";
import { extractFromJson, extractFromXml } from "@extractus/feed-extractor";
import { parseFeed } from "feedsmith";
import Parser from "rss-parser";

const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const instant = (text) => (text ? new Date(text).toISOString() : null);

async function rssParser(text, format) {
  if (format === "json") return null;
  const feed = await new Parser().parseString(text);
  return feed.items.map((item) => ({
    id: item.guid ?? item.id,
    title: item.title,
    link: item.link,
    published: instant(item.isoDate),
    categories: list(item.categories),
  }));
}

function feedsmith(text, format) {
  const { feed } = parseFeed(text);
  if (format === "rss") {
    return list(feed.items).map((item) => ({
      id: item.guid?.value,
      title: item.title,
      link: item.link,
      published: instant(item.pubDate),
      categories: list(item.categories).map((category) => category.name),
    }));
  }
  if (format === "atom") {
    return list(feed.entries).map((entry) => ({
      id: entry.id,
      title: entry.title?.value,
      link: list(entry.links).find((link) => (link.rel ?? "alternate") === "alternate")?.href,
      published: instant(entry.published),
      categories: list(entry.categories).map((category) => category.term),
    }));
  }
  return list(feed.items).map((item) => ({
    id: item.id,
    title: item.title,
    link: item.url,
    published: instant(item.date_published),
    categories: list(item.tags),
  }));
}

function feedExtractor(text, format) {
  const words = (value) => list(value).map((each) => each["@_term"] ?? each["#text"] ?? each);
  const more = { getExtraEntryFields: (entry) => ({ words: words(entry.tags ?? entry.category) }) };
  const feed = format === "json" ? extractFromJson(text, more) : extractFromXml(text, more);
  return feed.entries.map((entry) => ({
    id: entry.id,
    title: entry.title,
    link: entry.link,
    published: entry.published || null,
    categories: entry.words,
  }));
}

const PARSERS = { "rss-parser": rssParser, feedsmith, "feed-extractor": feedExtractor };

for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  const format = path.endsWith(".json") ? "json" : path.endsWith("atom.xml") ? "atom" : "rss";
  for (const [parser, read] of Object.entries(PARSERS)) {
    const entries = await read(text, format);
    if (entries !== null) console.log(JSON.stringify({ parser, path, entries }));
  }
}
