// Bundles styles, scripts, fonts and pictures into dist/, each under a name that holds its content's hash.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));
const at = (...parts) => path.join(here, ...parts);
const dist = at("dist");
const packages = at("node_modules");
const text = (file) => fs.readFileSync(at(file), "utf8");
const modified = (file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const release = await takeLock(at(".build-lock"));
try {
  if (!isUpToDate()) {
    installPackages();
    await build();
  }
} finally {
  release();
}

// Two builds may be started at once from two terminals. The second waits, and then finds the work done.
async function takeLock(file) {
  const patience = 5 * 60_000;
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => fs.rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (!isHeld(file, patience)) fs.rmSync(file, { force: true });
    else await new Promise((done) => setTimeout(done, 100));
  }
}

function isHeld(file, patience) {
  const taken = modified(file);
  if (taken === 0 || Date.now() - taken > patience) return false;
  const holder = Number.parseInt(fs.readFileSync(file, "utf8"), 10);
  // Between making the file and writing the number it is empty.
  if (!holder) return true;
  try {
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function isUpToDate() {
  const made = modified(path.join(dist, "manifest.json"));
  const inputs = ["", "styles", "scripts"].flatMap((folder) =>
    fs.readdirSync(at(folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map((entry) => at(folder, entry.name)));
  return inputs.every((file) => modified(file) <= made);
}

function installPackages() {
  if (modified(path.join(packages, ".package-lock.json")) >= modified(at("package-lock.json"))) return;
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: here, stdio: "inherit", shell: process.platform === "win32" });
  if (npm.status !== 0) throw new Error("npm ci failed: Kronobarn's styles and scripts need the packages of src/Host/assets/package-lock.json.");
  // npm keeps the file's time when nothing in it has changed, and would be asked again and again.
  fs.utimesSync(path.join(packages, ".package-lock.json"), new Date(), new Date());
}

async function build() {
  const esbuild = await import("esbuild");
  const outputs = new Map();
  const manifest = {};
  const add = (logicalName, content) => {
    const bytes = Buffer.from(content);
    const { name, ext } = path.parse(logicalName);
    const hashed = `${name}-${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}${ext}`;
    manifest[logicalName] = hashed;
    outputs.set(hashed, bytes);
    if (ext === ".woff2") return;
    const smaller = (twin, suffix) => twin.length < bytes.length && outputs.set(hashed + suffix, twin);
    smaller(zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }), ".br");
    smaller(zlib.gzipSync(bytes, { level: 9 }), ".gz");
  };

  for (const [name, bytes] of await fonts()) add(name, bytes);
  add("icons.svg", sprite("healthicons", "icons.json"));
  for (const [id, svg] of pictures("fluent-emoji-flat", "pictures.json")) add(`picture-${id}.svg`, svg);
  for (const name of ["kronobarn.css", "print.css", "kronobarn.js"]) add(name, await bundled(esbuild, name, manifest));
  add("favicon.svg", text("favicon.svg"));
  add("licences.txt", licences());
  write(outputs, manifest);
}

async function bundled(esbuild, name, manifest) {
  const isScript = name.endsWith(".js");
  const result = await esbuild.build({
    entryPoints: [at(isScript ? "scripts" : "styles", name)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: ["es2022", "chrome109", "firefox115", "safari16.4"],
    legalComments: "none",
    logLevel: "warning",
    plugins: [{
      name: "fonts",
      setup: (build) => build.onResolve({ filter: /^font:/ }, ({ path: asked }) => ({ path: manifest[asked.slice("font:".length)], external: true })),
    }],
  });
  const [{ text: output }] = result.outputFiles;
  // The content security policy lets no data: address through, so one in a style would be a picture that nobody sees.
  if (!isScript && output.includes("data:")) throw new Error(`${name} holds a data: address.`);
  return output;
}

// Atkinson is small as it comes. Of the Arabic the block that Arabic, Persian, Kurdish, Pashto and Urdu are written in is kept: less than half.
async function fonts() {
  const { default: subset } = await import("subset-font");
  const file = (family, script, weight) => fs.readFileSync(path.join(packages, "@fontsource", family, "files", `${family}-${script}-${weight}-normal.woff2`));
  const arabic = Array.from({ length: 0x100 }, (_, i) => String.fromCodePoint(0x600 + i)).join("") + "\u200c\u200d";
  const made = [];
  for (const weight of [400, 700]) {
    for (const script of ["latin", "latin-ext"])
      made.push([`atkinson-${script}-${weight}.woff2`, file("atkinson-hyperlegible", script, weight)]);
    made.push([`arabic-${weight}.woff2`, await subset(file("noto-sans-arabic", "arabic", weight), arabic, { targetFormat: "woff2" })]);
  }
  return made;
}

function sprite(set, list) {
  const { icons, width, height } = JSON.parse(fs.readFileSync(path.join(packages, "@iconify-json", set, "icons.json"), "utf8"));
  const symbols = Object.entries(JSON.parse(text(list))).map(([id, name]) => {
    const icon = icons[name];
    if (!icon) throw new Error(`${list}: there is no ${name} in ${set}.`);
    // Inside one file of many symbols an id of a part could meet its namesake; a style attribute would be stopped by the policy.
    if (/\s(id|style)=/.test(icon.body)) throw new Error(`${list}: ${name} has an id or a style of its own; choose another.`);
    return `<symbol id="${id}" viewBox="0 0 ${icon.width ?? width} ${icon.height ?? height}">${icon.body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

// A page shows a few of them, so each is a file of its own.
function pictures(set, list) {
  const { icons, width, height } = JSON.parse(fs.readFileSync(path.join(packages, "@iconify-json", set, "icons.json"), "utf8"));
  return Object.entries(JSON.parse(text(list))).map(([id, name]) => {
    const icon = icons[name];
    if (!icon) throw new Error(`${list}: there is no ${name} in ${set}.`);
    if (/\sstyle=/.test(icon.body)) throw new Error(`${list}: ${name} has a style of its own; choose another.`);
    return [id, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${icon.width ?? width} ${icon.height ?? height}">${icon.body}</svg>`];
  });
}

// What is built in travels with its licence.
function licences() {
  const builtIn = Object.keys(JSON.parse(text("package.json")).devDependencies).filter((name) => name.startsWith("@"));
  return builtIn.map((name) => {
    const folder = path.join(packages, name);
    const { version, license, author, homepage } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
    const file = path.join(folder, "LICENSE");
    const full = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim() : `Author: ${author?.name ?? author}`;
    return `${name} ${version} (${license})\n${homepage ?? ""}\n\n${full}\n`;
  }).join("\n----------------------------------------\n\n");
}

// A name holds its content's hash, so what is there already is right; the manifest comes last and tells that all is.
function write(outputs, manifest) {
  fs.mkdirSync(dist, { recursive: true });
  const put = (name, content) => {
    const unfinished = path.join(dist, `.${name}.${process.pid}`);
    fs.writeFileSync(unfinished, content);
    fs.renameSync(unfinished, path.join(dist, name));
  };
  for (const [name, content] of outputs)
    if (!fs.existsSync(path.join(dist, name))) put(name, content);
  for (const name of fs.readdirSync(dist))
    if (!outputs.has(name) && name !== "manifest.json") fs.rmSync(path.join(dist, name));
  put("manifest.json", JSON.stringify(manifest, null, 2) + "\n");
}
