"""Runs many AWS CLI commands in one process.

Reads one command a line, a JSON array of arguments, and writes one line for each, in the same order:
{"exit": 0, "out": "...", "err": "..."}. It is the AWS CLI's own code that runs; only its start-up, half a second of
processor time, is not paid again for each command.
"""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

from awscli.clidriver import create_clidriver


def run(driver, arguments):
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = driver.main(arguments)
        except SystemExit as end:
            code = end.code or 0
    return {"exit": code, "out": out.getvalue(), "err": err.getvalue()}


def main():
    driver = create_clidriver()
    for line in sys.stdin:
        print(json.dumps(run(driver, json.loads(line))), flush=True)


main()
