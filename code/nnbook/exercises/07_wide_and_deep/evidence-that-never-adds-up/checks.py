def check_none(code, t):
    "is plain −rate · z without L1"
    t.close("weight_after([1.0, 0.5, -0.25], 0, 0.1)", -0.125)
    t.close("weight_after([-2.0], 0, 0.5)", 1.0)


def check_accidents(code, t):
    "stays exactly 0 where the gradients cancel"
    both = "Gradients of both signs add up with you: accidents become evidence."
    never = "This pair means nothing, and it has a weight: the zeros are gone."
    t.close(
        "weight_after([1.0, -1.0] * 50 + [0.5], 10, 0.1)",
        0,
        (-9.05, both),
        (-0.05, never),
    )
    t.close("weight_after([-4.0, 4.0, -4.0], 5, 1)", 0, (-7, both), (4, never))
    t.close("weight_after([], 1, 1)", 0)


def check_evidence(code, t):
    "adds up what is small"
    each = (
        "Small gradients leave no trace. It is all of them together that must pass λ₁."
    )
    lower = "A smaller λ₁ lets more through. It is 10 that was asked for."
    jumps = "Beyond the threshold λ₁ is taken off: without that the weight jumps."
    t.close(
        "weight_after([-0.9] * 20, 10, 0.1)",
        0.8,
        (0, each),
        (1.7, lower),
        (1.8, jumps),
    )
    t.close(
        "weight_after([0.25] * 12, 2, 0.5)",
        -0.5,
        (0, each),
        (-1.4, lower),
        (-1.5, jumps),
    )


def check_once(code, t):
    "takes λ₁ off once, not at every step"
    often = (
        "λ₁ is taken off at every step beyond it. It is the weight's, not the memory's."
    )
    t.close("weight_after([3.0, 3.0, 3.0], 2, 1)", -7, (-3, often))
    t.close("weight_after([-5.0, 1.0, -3.0], 2, 0.5)", 2.5, (0.5, often))
    t.close("weight_after([5.0, -1.0], 1, 1)", -3)
    t.close("weight_after([-0.5], 0.1, 1)", 0.4)
    t.close("weight_after([0.5], 0.1, 1)", -0.4)


def check_back(code, t):
    "goes back to 0 with the evidence"
    stays = "The evidence has gone, and the weight has stayed."
    t.close("weight_after([-3.0, 2.5], 1, 1)", 0, (2, stays))
    t.close("weight_after([4.0, 1.0, -4.0], 2, 0.5)", 0, (-1.5, stays))
    t.close("weight_after([-3.0, 2.5, -2.0], 1, 1)", 1.5)
