"""What all parts of a simulated road share: one source of chance, virtual time, and processes that can die."""

import asyncio
import random


class Killed(BaseException):
    """The process is no more. No handler of an Exception may see it, as none would see a SIGKILL."""


class World:
    """The one source of chance, the record of what happened, and who lives."""

    def __init__(self, seed: int, deaths: int = 12) -> None:
        self.random = random.Random(seed)
        self.trace: list[str] = []
        self.deaths_left = deaths

    @property
    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def note(self, what: str) -> None:
        self.trace.append(f"{self.now:.6f} {what}")

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    async def pass_time(self) -> None:
        await asyncio.sleep(self.random.expovariate(200))


class Process:
    """Something that can die between any two of its steps."""

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.name = name
        self.alive = True

    async def reach(self, point: str) -> None:
        """Come to a place between two steps: others may go first, and here a process may die."""
        self.check()
        await self.world.pass_time()
        self.check()
        if self.world.deaths_left and self.world.chance(0.06):
            self.world.deaths_left -= 1
            self.world.note(f"{self.name} dies at {point}")
            self.alive = False
            raise Killed
        self.world.note(f"{self.name} {point}")

    def check(self) -> None:
        if not self.alive:
            raise Killed
