#!/usr/bin/env python3
"""Compares the citations by key that caveat finds in Markdown files with those that pandoc finds.

    tests/briefing/pandoc.py FILE...

Needs `pip install pypandoc-binary` and a release build. Prints precision and recall for each file and for all: how many
of the keys that caveat cites pandoc cites too, and the other way round, each as often as it is cited.
"""

import collections
import json
import pathlib
import subprocess
import sys

import pypandoc

CAVEAT = pathlib.Path(__file__).parents[2] / "target/release/caveat"
PARTS = ("fig-", "tbl-", "sec-", "eq-", "lst-", "thm-", "fig:", "tbl:", "sec:", "eq:", "lst:")


def cited_by_pandoc(text):
    keys = collections.Counter()

    def walk(node):
        if isinstance(node, dict):
            if node.get("t") == "Cite":
                for citation in node["c"][0]:
                    key = citation["citationId"]
                    if not key.startswith(PARTS):
                        keys[key.lower()] += 1
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(json.loads(pypandoc.convert_text(text, "json", format="markdown"))["blocks"])
    return keys


def cited_by_caveat(path):
    summary = json.loads(subprocess.run([CAVEAT, "summary", "--format", "json", path], capture_output=True).stdout)
    keys = collections.Counter()
    known = {label.lower() for source in summary["sources"] if "key" in source["cited"] for label in source["labels"]}
    for claim in summary["claims"]:
        keys.update(label.lower() for label in claim["references"] if label.lower() in known)
    return keys


def main():
    right = found = there = 0
    for path in sys.argv[1:]:
        pandoc = cited_by_pandoc(pathlib.Path(path).read_text(errors="replace"))
        caveat = cited_by_caveat(path)
        both = sum((pandoc & caveat).values())
        right, found, there = right + both, found + sum(caveat.values()), there + sum(pandoc.values())
        print(f"{path}: {both} of {sum(caveat.values())} found, of {sum(pandoc.values())} there")
        for name, extra in (("only caveat", caveat - pandoc), ("only pandoc", pandoc - caveat)):
            if extra:
                print(f"    {name}: {dict(extra)}")
    if found and there:
        print(f"precision {100 * right / found:.1f}, recall {100 * right / there:.1f}, of {there}")


main()
