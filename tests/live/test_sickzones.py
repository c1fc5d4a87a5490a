# SPDX-License-Identifier: MIT
"""check and watch against the lab of sick zones: the right verdict, the right cause first, the server that is to blame.

Says one line for each question that is answered otherwise. What the table expects is compared with an own look as well,
through a resolver like the CA's. Arguments: names of rows, to ask about these alone.
"""

import concurrent.futures
import json
import sys

from program import Program

import namespace
from hosts import CA_RESOLVER, RESOLVERS
from oracle import Oracle
from sickzones import SickZones
from table import read_table

IDENTITY = "ca.example"
AT_ONCE = 12
PERSPECTIVES = 6  # a CA looks from several places, each may meet another server
CHANCES = 24  # how often one of them may pass by luck where we say that the CA refuses


def answered(question, lab):
    """What the program said, in the words of the table."""
    resolver = RESOLVERS[question.resolver]
    if question.before:
        Oracle(resolver).ask(*question.before)
    prefix = lab.workstations.prefix(question.network) if question.network else ()
    client = Program()
    try:
        answer = client.run(*question.arguments, "--caa-identity", IDENTITY, "--resolver", resolver, prefix=prefix)
    finally:
        client.close()
    said = answer.events[0] if question.is_check and answer.events else {}
    if said.get("names"):
        # What is about this computer stands beside the names.
        worst = next((name for name in said["names"] if name["verdict"] == said["verdict"]),
                     {"findings": said.get("workstation", [])})
        first = (worst["findings"] or [{"cause": None, "server": None}])[0]  # nothing where nobody answers
        return {"exit": answer.code, "verdict": said["verdict"], "cause": first["cause"], "server": first["server"]}
    looks = answer.named("look")
    if not looks:
        return {"exit": answer.code, "said": answer.output[-300:] + answer.trouble[-300:]}
    unsafe = [name for name in looks[-1]["names"] if not name["safe"]] or looks[-1]["names"]
    return {"exit": answer.code, "safe": looks[-1]["safe"], "cause": unsafe[0]["cause"] or None}


def is_as_expected(expected, said):
    for key, value in expected.items():
        got = said.get(key)
        if key == "server":
            is_right = value in (got or "")
        else:
            is_right = got in value.split(" or ") if isinstance(value, str) else got == value
        if not is_right:
            return False
    return True


def oracle_says(question):
    """Why the CA would refuse; empty when it passes from everywhere."""
    oracle = Oracle(CA_RESOLVER, IDENTITY)
    account = question.arguments[question.arguments.index("--account-uri") + 1] if "--account-uri" in question.arguments else None
    for _ in range(PERSPECTIVES if question.passes else CHANCES):
        for name, value in question.names.items():
            refusal = oracle.refusal(name, value, account)
            if refusal:
                return refusal
    return ""


def complaints(question, lab):
    said = answered(question, lab)
    found = [] if is_as_expected(question.expected, said) else [f"{question} expected {question.expected}, got {said}"]
    if question.passes is None:
        return found
    refusal = oracle_says(question)
    if question.passes == bool(refusal):
        found.append(f"{question} the CA {'refuses: ' + refusal if refusal else 'passes'}, the table says otherwise")
    return found


def main():
    namespace.enter()
    rows = [row for row in read_table() if not sys.argv[1:] or row.zone in sys.argv[1:]]
    questions = [question for row in rows for question in row.questions]
    lab = SickZones(rows)
    try:
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            wrong = [line for lines in pool.map(lambda question: complaints(question, lab), questions) for line in lines]
    finally:
        lab.close()
    for line in wrong:
        print(line)
    print(f"{len(rows)} zones, {len(questions)} questions, {len(wrong)} answered otherwise")
    sys.exit(1 if wrong or not questions else 0)


if __name__ == "__main__":
    main()
