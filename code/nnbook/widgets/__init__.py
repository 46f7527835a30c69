"""The book's interactive figures, one class each."""

from nnbook.widgets.activation_explorer import ActivationExplorer
from nnbook.widgets.architecture_explorer import ArchitectureExplorer
from nnbook.widgets.base import BookWidget
from nnbook.widgets.cross_product import CrossProduct
from nnbook.widgets.draw_a_digit import DrawADigit
from nnbook.widgets.dying_relu import DyingReLU
from nnbook.widgets.embedding_map import EmbeddingMap
from nnbook.widgets.forward_pass import ForwardPass
from nnbook.widgets.funnel import Funnel
from nnbook.widgets.gradient_flow import GradientFlow
from nnbook.widgets.graph_stepper import GraphStepper
from nnbook.widgets.mcculloch_pitts import McCullochPitts
from nnbook.widgets.memorize_generalize import MemorizeGeneralize
from nnbook.widgets.neuron import Neuron
from nnbook.widgets.next_or_random import NextOrRandom
from nnbook.widgets.perceptron_learning import PerceptronLearning
from nnbook.widgets.playground import Playground
from nnbook.widgets.question import Question
from nnbook.widgets.race import Race
from nnbook.widgets.sampled_softmax import SampledSoftmax
from nnbook.widgets.weighted_logistic import WeightedLogistic
from nnbook.widgets.zero_centred import ZeroCentred

__all__ = [
    "ActivationExplorer",
    "ArchitectureExplorer",
    "BookWidget",
    "CrossProduct",
    "DrawADigit",
    "DyingReLU",
    "EmbeddingMap",
    "ForwardPass",
    "Funnel",
    "GradientFlow",
    "GraphStepper",
    "McCullochPitts",
    "MemorizeGeneralize",
    "Neuron",
    "NextOrRandom",
    "PerceptronLearning",
    "Playground",
    "Question",
    "Race",
    "SampledSoftmax",
    "WeightedLogistic",
    "ZeroCentred",
]
