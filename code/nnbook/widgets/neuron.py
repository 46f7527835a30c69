"""Chapter 1's widget: a biological neuron and the artificial one, part for part."""

from traitlets import Float, List, TraitError, default, validate

from nnbook.widgets.base import BookWidget
from nnbook.widgets.validation import finite, numbers, positive, row

SYNAPSES = 3
LONGEST = 10_000  # ms; the page computes the potential for each 0.1 ms
REST = -70.0  # mV, as in nnbook.neuron.leaky_integrate_and_fire


class Neuron(BookWidget, front_end="neuron"):
    """A neuron with three synapses that sums, leaks and fires, to send spikes into.

    ``weights`` says by how many mV a spike at each synapse moves the potential,
    positive where the synapse excites, negative where it inhibits. ``threshold`` is in
    mV (rest is at -70), ``tau``, how slowly the potential leaks, in ms. ``spikes`` is
    the record of what arrived, a list of [time in ms, synapse 0, 1 or 2]: set it to
    show a record, observe it to hear what the reader sends. The potential is that of
    :func:`nnbook.neuron.leaky_integrate_and_fire` with steps of 0.1 ms.
    """

    weights = List(Float(), [9.0, 7.0, -8.0]).tag(sync=True)
    threshold = Float(-55.0).tag(sync=True)
    tau = Float(20.0).tag(sync=True)
    spikes = List(default_value=[[5.0, 0]]).tag(sync=True)

    @default("description")
    def _description(self):
        strengths = ", ".join(f"{w:+g} mV" for w in self.weights)
        return (
            "Interactive figure: a biological neuron with three synapses "
            f"({strengths}), its membrane potential over time with the threshold of "
            f"{self.threshold:g} mV, and below it the artificial neuron, part for "
            "part: synapses are weights, the cell body is the sum, the axon hillock is "
            "the threshold and the axon carries the output."
        )

    @validate("weights")
    def _check_weights(self, proposal):
        meaning = "the strength in mV of each of the 3 synapses"
        return numbers("weights", proposal["value"], SYNAPSES, meaning)

    @validate("threshold")
    def _check_threshold(self, proposal):
        threshold = finite("threshold", proposal["value"])
        if threshold <= REST:
            raise TraitError(
                f"threshold is {threshold:g} mV, but must be above the resting "
                f"potential of {REST:g} mV: below it the neuron would never rest"
            )
        return threshold

    @validate("tau")
    def _check_tau(self, proposal):
        return positive("tau", proposal["value"])

    @validate("spikes")
    def _check_spikes(self, proposal):
        columns = ("time in ms", f"synapse 0 to {SYNAPSES - 1}")
        rows = []
        for i, spike in enumerate(proposal["value"]):
            time, synapse = row(f"spikes[{i}]", spike, columns)
            if not 0 <= time <= LONGEST:
                raise TraitError(
                    f"spikes[{i}] is at {time:g} ms, but a record runs from 0 to "
                    f"{LONGEST} ms"
                )
            if synapse not in range(SYNAPSES):
                raise TraitError(
                    f"spikes[{i}] arrives at synapse {synapse:g}, but there are "
                    f"{SYNAPSES}, numbered 0 to {SYNAPSES - 1}"
                )
            rows.append([time, int(synapse)])
        return rows
