#!/usr/bin/python3
"""Dlnx beside NumPy and PyTorch: the same work in the same run, one thread, one core.

    dotnet build tests/Dlnx.Benchmarks -c Release
    /usr/bin/python3 tests/Dlnx.Benchmarks/side-by-side.py

Both sides are pinned to the last core and take turns, three times by default (--turns); each reports the best of several
rounds per turn, and the table shows the best over all turns. NumPy uses whatever BLAS the system gives it, named in the
last line, on one thread. The NumPy side is written as its user would: preallocated outputs, no temporaries in the loop,
the same prefix and suffix products as ours. Networks are PyTorch's; their rows are left out where it is not installed. A
Hessian-vector product there is a second pass through the graph of one gradient, as ours is at one point.

A new row is a function here and an entry of Workload.All with the same name.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys

os.environ.pop("OPENBLAS_CORETYPE", None)
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = REPOSITORY / "artifacts" / "bin" / "Dlnx.Benchmarks" / "release" / "Dlnx.Benchmarks.dll"


def gradient_step(depth, width):
    """One step of gradient descent on half the squared distance of a product of square layers."""
    import numpy as np

    random = np.random.default_rng(1)
    layers = [random.standard_normal((width, width)) / np.sqrt(width) for _ in range(depth)]
    target = random.standard_normal((width, width))
    prefix = [np.empty((width, width)) for _ in range(depth)]
    error, below, gradient = (np.empty((width, width)) for _ in range(3))

    def run():
        nonlocal error, below
        prefix[0] = layers[0]
        for i in range(1, depth):
            np.dot(layers[i], prefix[i - 1], out=prefix[i])
        np.subtract(prefix[-1], target, out=error)
        for i in range(depth - 1, 0, -1):
            np.dot(layers[i].T, error, out=below)
            np.dot(error, prefix[i - 1].T, out=gradient)
            np.multiply(gradient, 1e-9, out=gradient)
            layers[i] -= gradient
            error, below = below, error
        np.multiply(error, 1e-9, out=gradient)
        layers[0] -= gradient

    return run


def bifurcation_sweep(rates, steps):
    """The balanced map x + (k/3)(1 - x^3)x^2 at many steps k at once, recording the last 64 iterates."""
    import numpy as np

    factor = np.linspace(1.8, 3.2, rates) / 3
    x, square, change = (np.empty(rates) for _ in range(3))
    orbit = np.empty((64, rates))

    def run():
        x.fill(0.9)
        for t in range(steps):
            np.multiply(x, x, out=square)
            np.multiply(square, x, out=change)
            np.subtract(1, change, out=change)
            np.multiply(change, square, out=change)
            np.multiply(change, factor, out=change)
            np.add(x, change, out=x)
            if t >= steps - 64:
                orbit[t - steps + 64] = x

    return run


def perceptron(sizes):
    """Dense layers with rectifiers between them."""
    import torch

    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def small_vgg(widths):
    """Three blocks of three convolutions with normalisation by the batch, a pool after each, mean and dense layer."""
    import torch

    layers, channels = [], 3
    for width in widths:
        for _ in range(3):
            norm = torch.nn.BatchNorm2d(width, track_running_stats=False)
            layers += [torch.nn.Conv2d(channels, width, 3, padding=1, bias=False), norm, torch.nn.ReLU()]
            channels = width
        layers.append(torch.nn.MaxPool2d(2))
    return torch.nn.Sequential(*layers, torch.nn.AdaptiveAvgPool2d(1), torch.nn.Flatten(), torch.nn.Linear(channels, 10))


def network_pass(build, examples, shape, dtype, kind):
    """A full-batch gradient of the cross-entropy, or a Hessian-vector product at a point whose gradient is known."""
    import torch

    torch.set_num_threads(1)
    network = build().to(getattr(torch, dtype))
    inputs = torch.rand(examples, *shape, dtype=getattr(torch, dtype)) * 2 - 1
    parameters = list(network.parameters())
    with torch.no_grad():
        classes = network(inputs).shape[1]
    labels = torch.arange(examples) % classes

    def loss():
        return torch.nn.functional.cross_entropy(network(inputs), labels)

    if kind == "gradient":
        return lambda: torch.autograd.grad(loss(), parameters)
    gradient = torch.autograd.grad(loss(), parameters, create_graph=True)
    direction = [torch.randn_like(parameter) for parameter in parameters]
    return lambda: torch.autograd.grad(gradient, parameters, direction, retain_graph=True)


def network_rows():
    """The rows of PyTorch, none where it is not installed."""
    import importlib.util

    if importlib.util.find_spec("torch") is None:
        return {}
    networks = [
        ("S1", lambda: perceptron([192, 32, 32, 32, 32, 4]), 200, (192,), "float64", 30),
        ("S2", lambda: perceptron([196, 32, 32, 32, 10]), 300, (196,), "float64", 30),
        ("VGG10 n=50", lambda: small_vgg([16, 32, 64]), 50, (3, 32, 32), "float64", 1),
        ("VGG10 n=50", lambda: small_vgg([16, 32, 64]), 50, (3, 32, 32), "float32", 1),
    ]
    rows = {}
    for name, build, examples, shape, dtype, repetitions in networks:
        for kind in ("gradient", "HVP"):
            arguments = (build, examples, shape, dtype, kind)
            rows[f"{name} {kind} f{dtype[5:]}"] = (lambda a=arguments: network_pass(*a), repetitions)
    return rows


WORK = {
    "GD step L=3 d=50": (lambda: gradient_step(3, 50), 200),
    "GD step L=3 d=100": (lambda: gradient_step(3, 100), 50),
    "GD step L=4 d=200": (lambda: gradient_step(4, 200), 4),
    "sweep 4096 rates × 10,000": (lambda: bifurcation_sweep(4096, 10_000), 1),
}


def time_peers(only):
    """Prints one JSON line per workload whose name contains a text, like `Dlnx.Benchmarks time`."""
    from time import perf_counter

    rows = {**WORK, **network_rows()}
    for name, (prepare, repetitions) in ((name, row) for name, row in rows.items() if only in name):
        run = prepare()
        for _ in range(repetitions):
            run()
        best = float("inf")
        for _ in range(15):
            start = perf_counter()
            for _ in range(repetitions):
                run()
            best = min(best, (perf_counter() - start) / repetitions)
        print(json.dumps({"work": name, "seconds": best}))


def collect(command, core, best):
    pinned = ["taskset", "--cpu-list", str(core), *command]
    output = subprocess.run(pinned, check=True, capture_output=True, text=True).stdout
    for line in output.splitlines():
        row = json.loads(line)
        best[row["work"]] = min(best.get(row["work"], float("inf")), row["seconds"])


def blas():
    """The BLAS libraries that NumPy loaded, as the loader names them."""
    import numpy

    numpy.dot(numpy.ones((2, 2)), numpy.ones((2, 2)))
    maps = pathlib.Path("/proc/self/maps").read_text().split()
    names = {os.path.basename(os.path.realpath(entry)) for entry in maps if "blas" in entry}
    return f"NumPy {numpy.__version__} with {', '.join(sorted(names)) or 'its own BLAS'}"


def show(seconds):
    return f"{seconds * 1e6:.1f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.3f} ms"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=3, help="how often each side runs")
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)), help="the core both are pinned to")
    parser.add_argument("--only", default="", metavar="TEXT", help="only work whose name contains the text")
    parser.add_argument("--peers", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peers:
        time_peers(arguments.only)
        return
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} does not exist. Build it first: dotnet build tests/Dlnx.Benchmarks -c Release")

    ours, peers = {}, {}
    for _ in range(arguments.turns):
        collect(["dotnet", str(PROGRAM), "time", arguments.only], arguments.core, ours)
        collect([sys.executable, __file__, "--peers", "--only", arguments.only], arguments.core, peers)

    print(f"{'work':<28}{'ours':>12}{'peer':>12}{'peer/ours':>12}")
    for name, seconds in ours.items():
        peer = peers.get(name)
        ratio = f"{peer / seconds:.2f}" if peer else "-"
        print(f"{name:<28}{show(seconds):>12}{show(peer) if peer else '-':>12}{ratio:>12}")
    print(f"{blas()}; one thread on core {arguments.core}, best of {arguments.turns} turns")


main()
