"""A deterministic dispatcher at planning values, steered by a guide."""

from leeway.movement.optimise.dispatch.dispatcher import Dispatched, Dispatcher, Stopped, dispatch

__all__ = ["Dispatched", "Dispatcher", "Stopped", "dispatch"]
