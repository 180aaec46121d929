"""Time one system over the texts of a file, from inside the environment that holds the system.

    python worker.py SYSTEM first TEXTS      answer one text, then say what the whole process took
    python worker.py SYSTEM rates TEXTS      one text after another, then all at once where it has a call for that

TEXTS holds one JSON string a line. The answer is one JSON object on standard output. This file imports
nothing but the standard library and the system under measurement, so that any environment can run it.
"""

import contextlib
import json
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path

ENOUGH_S = 3.0
"""CPU-seconds that a rate is measured over at least; the texts are gone through again until then."""


def addrcheck():
    """The library as a program uses it: one object kept, one call a text."""
    from addrcheck import Checker

    return Checker().check, None


def cpca():
    """Its one call takes a list, and wants a list for one text too."""
    import cpca

    return lambda text: cpca.transform([text]), cpca.transform


def jionlp():
    """Province, city, county and the rest; town and village stay switched off, as by default."""
    import jionlp

    return jionlp.parse_location, None


def address_normalizer():
    """Both calls of its public interface."""
    import address_normalizer

    return address_normalizer.parse, address_normalizer.parse_many


def natasha():
    """The extractor finds one part after another; a list holds them all."""
    from natasha import AddrExtractor, MorphVocab

    extractor = AddrExtractor(MorphVocab())
    return lambda text: list(extractor(text)), None


LOADERS = {
    "addrcheck": addrcheck,
    "cpca": cpca,
    "jionlp": jionlp,
    "address-normalizer": address_normalizer,
    "natasha": natasha,
}


def cpu_seconds():
    """CPU time of this process and of those it waited for, from the interpreter's start on."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def peak_megabytes():
    """Most memory this process held at once; from /proc where there is one, since ru_maxrss inherits."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def release(system):
    """Version of the system: what it says of itself, else what its package was installed as."""
    return getattr(sys.modules.get(system), "__version__", None) or version(system)


def single_rate(call, texts):
    """Return texts per CPU-second of ``call``, and how many of the texts raised an exception."""
    done, failed, start = 0, set(), time.process_time()
    while True:
        for number, text in enumerate(texts):
            try:
                call(text)
            except Exception:
                failed.add(number)
            done += 1
            if (spent := time.process_time() - start) >= ENOUGH_S:
                return done / spent, len(failed)


def batch_rate(call, texts):
    """Return texts per CPU-second of one ``call`` that takes them all, repeated until it is long enough."""
    done, start = 0, time.process_time()
    while True:
        call(texts)
        done += len(texts)
        if (spent := time.process_time() - start) >= ENOUGH_S:
            return done / spent


def measure(system, what, texts):
    """Return what was asked for as a dictionary, ready for JSON."""
    one, many = LOADERS[system]()
    one(texts[0])
    result = {"version": release(system), "first_s": cpu_seconds()}
    if what == "rates":
        result["single"], result["failed"] = single_rate(one, texts)
        result["batch"] = batch_rate(many, texts) if many else None
    return result | {"peak_mb": peak_megabytes()}


if __name__ == "__main__":
    name, task, file = sys.argv[1:]
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    with contextlib.redirect_stdout(sys.stderr):  # some of them print a greeting
        answer = measure(name, task, [json.loads(line) for line in lines])
    print(json.dumps(answer))
