# SPDX-License-Identifier: MIT
"""CAA of 100 names through a server that is 50 ms away, beside `dig -f` with the same questions.

Argument: the program bench_caa. Exit 1 when it takes longer than 1.5 x ceil(questions / 64) round trips and 0.1 s.
"""

import json
import math
import os
import subprocess
import statistics
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

from delay import DelayingRelay  # noqa: E402
from lab import free_port, program  # noqa: E402

COUNT = 100
ROUND_TRIP = 0.05
IN_FLIGHT = 64
ROUNDS = 5
ZONE = "example.test"
ADDRESS = "127.0.0.1"

SOA = "$TTL 300\n@ SOA ns1.example.test. admin.example.test. 1 3600 600 86400 300\n@ NS ns1.example.test.\n"
NAMES = "".join(f"n{i} A 192.0.2.1\n" for i in range(COUNT))
ZONES = {
    ".": SOA + "test. NS ns1.example.test.\nns1.example.test. A 127.0.0.1\n",
    "test": SOA + "example NS ns1.example\nns1.example A 127.0.0.1\n",
    ZONE: SOA + "ns1 A 127.0.0.1\n@ CAA 0 issue \"ca.example\"\n" + NAMES,
}


class Named:
    def __init__(self, folder):
        self.port = free_port([ADDRESS])
        configuration = [f'options {{ directory "{folder}"; listen-on port {self.port} {{ {ADDRESS}; }}; listen-on-v6 {{ none; }};'
                         " recursion no; notify no; pid-file none; session-keyfile none; lock-file none; }; controls { };"]
        for number, (apex, text) in enumerate(ZONES.items()):
            with open(os.path.join(folder, f"zone{number}"), "w", encoding="ascii") as file:
                file.write(text)
            configuration.append(f'zone "{apex}" {{ type primary; file "zone{number}"; }};')
        path = os.path.join(folder, "named.conf")
        with open(path, "w", encoding="ascii") as file:
            file.write("\n".join(configuration) + "\n")
        with open(os.path.join(folder, "log"), "wb") as log:
            self._process = subprocess.Popen([program("named"), "-g", "-c", path], stdout=log, stderr=log)

    def wait(self):
        for _ in range(100):
            if "NOERROR" in dig(self.port, ZONE, "SOA"):
                return
            time.sleep(0.1)
        raise RuntimeError("named does not answer")

    def close(self):
        self._process.terminate()
        self._process.wait(timeout=10)


def dig(port, *question):
    command = [program("dig"), f"@{ADDRESS}", "-p", str(port), "+tries=1", "+time=1", *question]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def seconds_of_dig(port, folder):
    """The climb of all names, one question after the other as dig -f asks them; what is shared is asked once."""
    questions = [f"n{i}.{ZONE}" for i in range(COUNT)] + [ZONE, ZONE.split(".")[1]]
    path = os.path.join(folder, "questions")
    with open(path, "w", encoding="ascii") as file:
        file.writelines(f"{name} CAA @{ADDRESS} -p {port} +norecurse\n" for name in questions)
    start = time.monotonic()
    subprocess.run([program("dig"), "-f", path], stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - start, len(questions)


def run_of(bench, port):
    command = [bench, ADDRESS, str(port), str(COUNT), ZONE]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main():
    with tempfile.TemporaryDirectory(prefix="certwright-bench-") as folder:
        named = Named(folder)
        relay = None
        try:
            named.wait()
            relay = DelayingRelay((ADDRESS, named.port), ROUND_TRIP)
            runs = [run_of(sys.argv[1], relay.port) for _ in range(ROUNDS)]
            dig_seconds, dig_questions = seconds_of_dig(relay.port, folder)
        finally:
            if relay:
                relay.close()
            named.close()

    questions = runs[0]["questions"]
    seconds = statistics.median(run["milliseconds"] for run in runs) / 1000
    limit = 1.5 * math.ceil(questions / IN_FLIGHT) * ROUND_TRIP + 0.1
    print(f"CAA of {COUNT} names, round trip {ROUND_TRIP * 1000:.0f} ms, median of {ROUNDS} runs")
    print(f"  certwright  {questions:4} questions in {runs[0]['batches']:2} batches  {seconds:6.3f} s"
          f"  = {seconds / ROUND_TRIP:5.1f} round trips; limit {limit:.3f} s, {seconds / limit:.2f} of it")
    print(f"  dig -f      {dig_questions:4} questions               {dig_seconds:6.3f} s  = {dig_seconds / seconds:.1f} times as long")
    if runs[0]["allowed"] != COUNT:
        print(f"wrong: only {runs[0]['allowed']} names allowed")
        return 1
    return 0 if seconds <= limit else 1


if __name__ == "__main__":
    sys.exit(main())
