// The same as worker.py, for what lives in npm: node worker.cjs zh-address-parse first|rates TEXTS
// (node finds the package through NODE_PATH).
const fs = require("node:fs");

const ENOUGH_S = 1.0;
const [system, what, file] = process.argv.slice(2);
const texts = fs.readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));

const loaders = {
  // Type 1 looks names up in its tree; type 0, regular expressions, finds fewer.
  "zh-address-parse": () => {
    const module = require("zh-address-parse");
    const parse = module.default || module;
    return (text) => parse(text, { type: 1 });
  },
};

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function peakMegabytes() {
  const peak = /VmHWM:\s*(\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"));
  return Number(peak[1]) / 1024;
}

function singleRate(call) {
  const failed = new Set();
  const start = cpuSeconds();
  for (let done = 0; ; ) {
    for (const [number, text] of texts.entries()) {
      try {
        call(text);
      } catch {
        failed.add(number);
      }
      done += 1;
      // Asking for the time costs as much as a short text: ask now and then.
      if (done % 16 === 0) {
        const spent = cpuSeconds() - start;
        if (spent >= ENOUGH_S) return [done / spent, failed.size];
      }
    }
  }
}

console.log = () => {};
const call = loaders[system]();
call(texts[0]);
const manifest = require(`${system}/package.json`);
const result = { version: manifest.version, first_s: cpuSeconds() };
if (what === "rates") {
  [result.single, result.failed] = singleRate(call);
  result.batch = null;
}
result.peak_mb = peakMegabytes();
process.stdout.write(JSON.stringify(result) + "\n");
