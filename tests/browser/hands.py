"""How each widget is worked with one finger, and how with the keyboard alone.

One row a widget: the page that has it; what a finger drags, by so many pixels to the
right and down, or taps (0, 0); what has the focus while which keys are pressed. Each
changes the widget's reading.
"""

from dataclasses import dataclass

from nnbook import widgets as w

ONE = "chapters/01_neurons.html"
TWO = "chapters/02_activations.html"
THREE = "chapters/03_networks.html"
FOUR = "chapters/04_backpropagation.html"
FIVE = "chapters/05_gradients.html"
RETRIEVAL = "chapters/06_youtube_retrieval.html"
RANKING = "chapters/06_youtube_ranking.html"
SEVEN = "chapters/07_wide_and_deep.html"


@dataclass(frozen=True)
class Hand:
    """What a finger and what the keys do to one widget."""

    page: str
    touched: str
    way: tuple[int, int]
    focused: str
    keys: tuple[str, ...]


def slider(name):
    """The slider whose name begins so, as a selector."""
    return f"role=slider[name=/^{name}/]"


def button(name):
    """The button of this name, as a selector."""
    return f'role=button[name="{name}"]'


def dragged(page, name, way, *keys):
    """A handle or slider that finger and keys move."""
    return Hand(page, slider(name), way, slider(name), keys)


def pressed(page, name, *keys):
    """A button that a finger taps and a key presses."""
    return Hand(page, button(name), (0, 0), button(name), keys or ("Enter",))


HANDS = {
    w.ActivationExplorer: dragged(TWO, "Point on the curve", (60, 0), "ArrowRight"),
    w.ArchitectureExplorer: Hand(
        SEVEN,
        "role=button[name=/ReLU layer 1/]",
        (0, 0),
        "role=button[name=/Embeddings/]",
        ("Enter",),
    ),
    w.CrossProduct: pressed(SEVEN, "Exponent of feature 2 in product 1: 0"),
    w.DrawADigit: dragged(THREE, "Drawing", (0, 40), "ArrowUp", "9"),
    w.DyingReLU: dragged(TWO, "Step of the training", (-60, 0), "ArrowLeft"),
    w.EmbeddingMap: Hand(
        RETRIEVAL,
        "role=button[name=/^Watch /]",
        (0, 0),
        "role=button[name=/^Watch /]",
        ("Enter",),
    ),
    w.ForwardPass: dragged(THREE, "Input 1", (0, 30), "ArrowDown"),
    w.Funnel: dragged(RETRIEVAL, "Catalogue and budget", (-80, 0), "ArrowRight"),
    w.GradientFlow: dragged(FIVE, "Layer$", (80, 0), "ArrowRight"),
    w.GraphStepper: pressed(FOUR, "Next"),
    w.McCullochPitts: dragged(ONE, "Tip of the weight", (30, 40), "ArrowRight"),
    w.MemorizeGeneralize: pressed(SEVEN, "Step"),
    w.Neuron: dragged(ONE, "Threshold", (0, 60), "Shift+ArrowDown"),
    w.NextOrRandom: dragged(RETRIEVAL, "Label", (60, 0), "ArrowLeft"),
    w.PerceptronLearning: Hand(
        ONE,
        ".nn-point",
        (180, 0),
        slider("Cursor on the plane"),
        ("Shift+ArrowUp", "1"),
    ),
    w.Playground: pressed(THREE, "Step"),
    w.Race: pressed(FIVE, "Step"),
    w.SampledSoftmax: dragged(RETRIEVAL, "negatives drawn", (60, 0), "ArrowRight"),
    w.WeightedLogistic: dragged(RANKING, "click rate P", (60, 0), "ArrowRight"),
    w.ZeroCentred: dragged(TWO, "Start of the path, logistic", (40, 0), "ArrowDown"),
}
