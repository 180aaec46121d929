-- For wrk: asks for the paths of the file that PATHS names, one after another, and tells what came of it as JSON.

local thread_number = 0

function setup(thread)
  thread:set("number", thread_number)
  thread_number = thread_number + 1
end

function init()
  paths = {}
  for path in io.lines(os.getenv("PATHS")) do
    paths[#paths + 1] = wrk.format("GET", path)
  end
  at = math.floor(#paths * number / 7) -- each thread begins elsewhere
end

function request()
  at = at % #paths + 1
  return paths[at]
end

function done(summary, latency)
  local errors = summary.errors
  local lost = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    '\n{"requests": %d, "seconds": %.3f, "p50_ms": %.3f, "p99_ms": %.3f, "refused": %d, "lost": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, lost))
end
