"""Chapter 1's widget: a biological neuron and the artificial one, part for part."""

from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Listing, Number, Row, Whole

SYNAPSES = 3


class Neuron(BookWidget, front_end="neuron"):
    """A neuron with three synapses that sums, leaks and fires, to send spikes into.

    A weight is positive where the synapse excites, negative where it inhibits. Set
    ``spikes`` to show a record of what arrived, observe it to hear what the reader
    sends. The potential is that of :func:`nnbook.neuron.leaky_integrate_and_fire` with
    steps of 0.1 ms.
    """

    weights = Listing(
        Number(0.0, -15, 15),
        [9.0, 7.0, -8.0],
        SYNAPSES,
        SYNAPSES,
        help="by how many mV a spike at each synapse moves the potential",
    )
    threshold = Number(-55.0, -66, -48, help="in mV; rest is at -70")
    tau = Number(20.0, 2, 50, help="how slowly the potential leaks, in ms")
    spikes = Listing(
        # The page computes the potential for each 0.1 ms.
        Row(
            {
                "time in ms": Number(0.0, 0, 10_000),
                "synapse": Whole(0, 0, SYNAPSES - 1),
            }
        ),
        [[5.0, 0]],
        0,
        200,
        noun="spikes",
        help="the record of what arrived",
    )

    @default("description")
    def _description(self):
        strengths = ", ".join(f"{w:+g} mV" for w in self.weights)
        return _(
            "Interactive figure: a biological neuron with three synapses "
            "({strengths}), its membrane potential over time with the "
            "threshold of {threshold:g} mV, and below it the artificial "
            "neuron, part for part: synapses are weights, the cell body is "
            "the sum, the axon hillock is the threshold and the axon carries "
            "the output.",
            strengths=strengths,
            threshold=self.threshold,
        )
