"""Where the folds run: here, on the cores of this machine, or on a dask.distributed cluster; same bytes everywhere.

An executor maps a function over items and gives the results in the order of the items; each result depends on its item
alone, so nothing else can differ.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

from leeway.errors import LeewayError

Item = TypeVar("Item")
Result = TypeVar("Result")
THREAD_SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class Executor(Protocol):
    """Maps a picklable function over items."""

    def run(self, function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
        """Results in the order of the items."""
        ...


@dataclass(frozen=True, slots=True)
class Serial:
    """One after the other, in this process."""

    def run(self, function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
        """Results in the order of the items."""
        return [function(item) for item in items]


@dataclass(frozen=True, slots=True)
class Processes:
    """On `workers` processes of this machine, each with one thread of linear algebra."""

    workers: int

    def run(self, function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
        """Results in the order of the items."""
        before = {name: os.environ.get(name) for name in THREAD_SETTINGS}
        os.environ.update(dict.fromkeys(THREAD_SETTINGS, "1"))
        try:
            with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn")) as pool:
                return list(pool.map(function, items))
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


@dataclass(frozen=True, slots=True)
class Distributed:
    """On the dask.distributed cluster whose scheduler is at `address` (extra `[distributed]`)."""

    address: str

    def run(self, function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
        """Results in the order of the items. Raises `LeewayError` if dask is absent or the cluster does not answer."""
        try:
            from distributed import Client
        except ImportError as error:
            raise LeewayError("--scheduler needs the extra: pip install 'leeway[distributed]'.") from error
        try:
            client: Any = Client(self.address, timeout="10s")  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise LeewayError(f"no dask scheduler answers at {self.address}.") from error
        with client:
            futures = [client.submit(function, item, pure=False) for item in items]
            return list(client.gather(futures))


def executor_of(workers: int = 1, scheduler: str | None = None) -> Executor:
    """The executor of the command line's words."""
    if scheduler is not None:
        return Distributed(scheduler)
    return Processes(workers) if workers > 1 else Serial()
