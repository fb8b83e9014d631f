"""Sends mailings through SimPy 2 (python3-simpy): each mail is a process that holds one of 20 slots and meets an outcome.

Arguments: recipients, days, and the probabilities of the outcomes in their order. Prints seconds and mails.
"""

import random
import sys
import time

from SimPy.Simulation import Process, Resource, Simulation, hold, release, request

SLOTS = 20
SECONDS_A_MAIL = 1.0
SECONDS_A_DAY = 86400.0
COMPLAINED, UNSUBSCRIBED = 9, 10
ACTIVE, GONE = 0, 1


class Mail(Process):
    def run(self, world, recipient):
        yield request, self, world.slots
        yield hold, self, SECONDS_A_MAIL
        yield release, self, world.slots
        if world.states[recipient] != ACTIVE:
            world.dropped += 1
            return
        outcome = world.draw()
        world.counts[outcome] += 1
        if outcome in (COMPLAINED, UNSUBSCRIBED):
            world.states[recipient] = GONE


class World:
    def __init__(self, recipients, probabilities):
        self.states = bytearray(recipients)
        self.counts = [0] * len(probabilities)
        self.dropped = 0
        self.slots = None
        self.bounds = []
        total = 0.0
        for probability in probabilities:
            total += probability
            self.bounds.append(total)

    def draw(self):
        drawn = random.random()
        for outcome, bound in enumerate(self.bounds):
            if drawn < bound:
                return outcome
        return len(self.bounds) - 1

    def send_to_all(self):
        """A day: one mail to each recipient."""
        simulation = Simulation()
        simulation.initialize()
        self.slots = Resource(capacity=SLOTS, sim=simulation)
        for recipient in range(len(self.states)):
            mail = Mail(sim=simulation)
            simulation.activate(mail, mail.run(self, recipient), at=0)
        simulation.simulate(until=SECONDS_A_DAY)


def main():
    recipients, days = int(sys.argv[1]), int(sys.argv[2])
    random.seed(1)
    world = World(recipients, [float(each) for each in sys.argv[3:]])
    started = time.perf_counter()
    for _ in range(days):
        world.send_to_all()
    seconds = time.perf_counter() - started
    print(seconds, sum(world.counts) + world.dropped)


main()
