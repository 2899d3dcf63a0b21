#!/usr/bin/python3
"""Dlnx beside NumPy, SciPy and PyTorch: the same work in the same run.

    dotnet build tests/Dlnx.Benchmarks -c Release
    /usr/bin/python3 tests/Dlnx.Benchmarks/side-by-side.py              # one core
    /usr/bin/python3 tests/Dlnx.Benchmarks/side-by-side.py --cores 2

Both sides are pinned to the last cores and take turns, three times by default (--turns); each reports the best of several
rounds per turn, and the table shows the best over all turns. NumPy uses whatever BLAS the system gives it, named in the
last line, on as many threads as there are cores. The peers' side is written as their users would: preallocated outputs, no
temporaries in the loop, the same prefix and suffix products as ours. Networks are PyTorch's; their rows are left out where
it is not installed. A Hessian-vector product there is a second pass through the graph of one gradient, as ours is at one
point. The last column is our share of the rate of fused multiply-adds, measured in the same run on registers alone, for
work that it limits.

A new row is a function here and an entry of Workload.All with the same name; work without a peer has no function.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys

os.environ.pop("OPENBLAS_CORETYPE", None)

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


def ensemble_steps(count, depth, width, steps):
    """Such steps for many networks at once: stacks of matrices, multiplied stack by stack."""
    import numpy as np

    random = np.random.default_rng(1)
    shape = (count, width, width)
    layers = [random.standard_normal(shape) / np.sqrt(width) for _ in range(depth)]
    target = random.standard_normal((width, width))
    prefix = [np.empty(shape) for _ in range(depth)]
    error, below, gradient = (np.empty(shape) for _ in range(3))

    def step():
        nonlocal error, below
        prefix[0] = layers[0]
        for i in range(1, depth):
            np.matmul(layers[i], prefix[i - 1], out=prefix[i])
        np.subtract(prefix[-1], target, out=error)
        for i in range(depth - 1, 0, -1):
            np.matmul(layers[i].swapaxes(1, 2), error, out=below)
            np.matmul(error, prefix[i - 1].swapaxes(1, 2), out=gradient)
            np.multiply(gradient, 1e-9, out=gradient)
            layers[i] -= gradient
            error, below = below, error
        np.multiply(error, 1e-9, out=gradient)
        layers[0] -= gradient

    def run():
        for _ in range(steps):
            step()

    return run


def largest_curvatures(count, depth, width):
    """The largest eigenvalues of the Hessian of the same loss by restarted Lanczos on Hessian-vector products."""
    import numpy as np
    from scipy.sparse.linalg import LinearOperator, eigsh

    random = np.random.default_rng(1)
    layers = [random.standard_normal((width, width)) / np.sqrt(width) for _ in range(depth)]
    target = random.standard_normal((width, width))
    prefix = [np.eye(width), layers[0]]
    for layer in layers[1:]:
        prefix.append(layer @ prefix[-1])
    errors = [prefix[-1] - target]
    for layer in layers[:0:-1]:
        errors.insert(0, layer.T @ errors[0])

    def product(direction):
        v = direction.reshape(depth, width, width)
        tangents = [None, v[0]]
        for i in range(1, depth):
            tangents.append(layers[i] @ tangents[-1] + v[i] @ prefix[i])
        out = np.empty((depth, width, width))
        error = tangents[-1]
        for i in range(depth - 1, 0, -1):
            out[i] = error @ prefix[i].T + errors[i] @ tangents[i].T
            error = layers[i].T @ error + v[i].T @ errors[i]
        out[0] = error
        return out.ravel()

    size = depth * width * width
    hessian = LinearOperator((size, size), matvec=product, dtype=float)
    return lambda: eigsh(hessian, count, which="LA", tol=1e-10, return_eigenvectors=False)


def gradient_flow(method):
    """Gradient flow of half the squared distance of a product of six weights from 1."""
    import numpy as np
    from scipy.integrate import solve_ivp

    start = np.linspace(0.3, 0.8, 6)

    def slope(time, weights):
        product = weights.prod()
        return (1 - product) * product / weights

    return lambda: solve_ivp(slope, (0, 30), start, method=method, rtol=1e-10, atol=1e-13)


def eigenvalues(size):
    """All eigenvalues of a Gaussian symmetric matrix."""
    import numpy as np

    gaussian = np.random.default_rng(1).standard_normal((size, size))
    matrix = (gaussian + gaussian.T) / 2
    return lambda: np.linalg.eigvalsh(matrix)


def bifurcation_sweep(rates, steps, first):
    """The balanced map x + (k/3)(1 - x^3)x^2 at many steps k up to 3.2 at once, recording the last 64 iterates."""
    import numpy as np

    factor = np.linspace(first, 3.2, rates) / 3
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

    network = build().to(getattr(torch, dtype))
    inputs = torch.rand(examples, *shape, dtype=getattr(torch, dtype)) * 2 - 1
    parameters = list(network.parameters())
    with torch.no_grad():
        classes = network(inputs).shape[1]
    labels = torch.arange(examples) % classes

    def loss():
        return torch.nn.functional.cross_entropy(network(inputs), labels)

    if kind == "step":
        optimiser = torch.optim.SGD(parameters, lr=1e-6)

        def step():
            optimiser.zero_grad()
            loss().backward()
            optimiser.step()

        return step
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
    steps = [
        ("MLP 5×32 n=1000", lambda: perceptron([192, 32, 32, 32, 32, 32, 4]), 1000, (192,), "float32", 10),
        ("VGG10 n=50", lambda: small_vgg([16, 32, 64]), 50, (3, 32, 32), "float32", 1),
    ]
    for name, build, examples, shape, dtype, repetitions in steps:
        arguments = (build, examples, shape, dtype, "step")
        rows[f"{name} step f32"] = (lambda a=arguments: network_pass(*a), repetitions)
    return rows


WORK = {
    "GD step L=3 d=50": (lambda: gradient_step(3, 50), 200),
    "GD step L=3 d=100": (lambda: gradient_step(3, 100), 50),
    "GD step L=4 d=200": (lambda: gradient_step(4, 200), 4),
    "GD step L=3 d=512": (lambda: gradient_step(3, 512), 1),
    "64 × 100 GD steps L=3 d=10": (lambda: ensemble_steps(64, 3, 10, 100), 1),
    "64 × 20 GD steps L=3 d=50": (lambda: ensemble_steps(64, 3, 50, 20), 1),
    "top 10 Hessian L=3 d=100": (lambda: largest_curvatures(10, 3, 100), 1),
    "sweep 4096 rates × 1,000,000": (lambda: bifurcation_sweep(4096, 1_000_000, 1.8), 1),
    "chaotic sweep 4096 rates × 100,000": (lambda: bifurcation_sweep(4096, 100_000, 2.9), 1),
    "gradient flow, n=6, as DOP853 1e-10": (lambda: gradient_flow("DOP853"), 5),
    "gradient flow, n=6, as LSODA 1e-10": (lambda: gradient_flow("LSODA"), 5),
    "eigenvalues n=300": (lambda: eigenvalues(300), 5),
    "eigenvalues n=1500": (lambda: eigenvalues(1500), 1),
}

# A turn of long work is shorter than so many seconds, but has at least two rounds.
LONGEST_TURN = 3


def time_peers(only):
    """Prints one JSON line per workload whose name contains a text, like `Dlnx.Benchmarks time`."""
    from time import perf_counter

    rows = {**WORK, **network_rows()}
    for name, (prepare, repetitions) in ((name, row) for name, row in rows.items() if only in name):
        run = prepare()
        for _ in range(repetitions):
            run()
        best = float("inf")
        begun = perf_counter()
        for turn in range(15):
            if turn > 1 and perf_counter() - begun > LONGEST_TURN:
                break
            start = perf_counter()
            for _ in range(repetitions):
                run()
            best = min(best, (perf_counter() - start) / repetitions)
        print(json.dumps({"work": name, "seconds": best}))


def lines(command, cores):
    """The JSON lines that a program prints, pinned to cores, with as many threads in the BLAS."""
    environment = dict(os.environ)
    environment.pop("OPENBLAS_CORETYPE", None)
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        environment[variable] = str(len(cores))
    pinned = ["taskset", "--cpu-list", ",".join(map(str, cores)), *command]
    output = subprocess.run(pinned, check=True, capture_output=True, text=True, env=environment).stdout
    return [json.loads(line) for line in output.splitlines()]


def collect(command, cores, best):
    for row in lines(command, cores):
        kept = best.setdefault(row["work"], row)
        kept["seconds"] = min(kept["seconds"], row["seconds"])


def blas():
    """The BLAS libraries that NumPy loaded, as the loader names them."""
    import numpy

    numpy.dot(numpy.ones((2, 2)), numpy.ones((2, 2)))
    maps = pathlib.Path("/proc/self/maps").read_text().split()
    names = {os.path.basename(os.path.realpath(entry)) for entry in maps if "blas" in entry}
    return f"NumPy {numpy.__version__} with {', '.join(sorted(names)) or 'its own BLAS'}"


def show(seconds):
    return f"{seconds * 1e6:.1f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.3f} ms"


def share(row, limits, cores):
    if not row["operations"]:
        return "-"
    limit = limits["single" if row["single"] else "double"]
    threads = cores if row["work"].startswith(("sweep", "chaotic", "64 ", "MLP", "VGG")) else 1
    return f"{row['operations'] / row['seconds'] / limit / threads:.0%}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=3, help="how often each side runs")
    parser.add_argument("--cores", type=int, default=1, help="how many cores both are pinned to, the last ones")
    parser.add_argument("--only", default="", metavar="TEXT", help="only work whose name contains the text")
    parser.add_argument("--peers", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peers:
        time_peers(arguments.only)
        return
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} does not exist. Build it first: dotnet build tests/Dlnx.Benchmarks -c Release")

    cores = sorted(os.sched_getaffinity(0))[-arguments.cores :]
    ours, peers, limits = {}, {}, {}
    for _ in range(arguments.turns):
        for name, rate in lines(["dotnet", str(PROGRAM), "limits"], cores)[0].items():
            limits[name] = max(rate, limits.get(name, 0))
        collect(["dotnet", str(PROGRAM), "time", str(len(cores)), arguments.only], cores, ours)
        collect([sys.executable, __file__, "--peers", "--only", arguments.only], cores, peers)

    print(f"{'work':<38}{'ours':>12}{'peer':>12}{'peer/ours':>12}{'of the limit':>14}")
    for name, row in ours.items():
        peer = peers.get(name, {}).get("seconds")
        ratio = f"{peer / row['seconds']:.2f}" if peer else "-"
        times = f"{show(row['seconds']):>12}{show(peer) if peer else '-':>12}"
        print(f"{name:<38}{times}{ratio:>12}{share(row, limits, len(cores)):>14}")
    print(
        f"{blas()}; on core {', '.join(map(str, cores))}, best of {arguments.turns} turns. Limits of a core: "
        f"{limits['double'] / 1e9:.1f} GFLOP/s double, {limits['single'] / 1e9:.1f} single, copy {limits['copy'] / 1e9:.1f} GB/s."
    )


main()
