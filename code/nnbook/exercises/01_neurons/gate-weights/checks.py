CORNERS = (0, 0), (0, 1), (1, 0), (1, 1)
KNOWN = {
    (0, 0, 0, 0): "It never fires.",
    (1, 1, 1, 1): "It always fires.",
    (0, 0, 0, 1): "That is AND.",
    (1, 1, 1, 0): "That is NAND.",
    (0, 1, 1, 1): "That is OR.",
    (1, 0, 0, 0): "That is NOR, which fires for (0, 0) only.",
    (0, 1, 0, 0): "That is the second but not the first.",
    (1, 0, 1, 1): "It fires for all but (0, 1).",
    (1, 1, 0, 1): "It fires for all but (1, 0).",
}


def compare(t, name, want, advice):
    b = t.is_number(f"{name}_b")
    w = t.is_list_of_numbers(f"{name}_w", 2)
    z = [w[0] * x1 + w[1] * x2 + b for x1, x2 in CORNERS]
    got = tuple(int(value >= 0) for value in z)
    for corner, value, output, wanted in zip(CORNERS, z, got, want, strict=True):
        if output != wanted:
            said = [
                f"For the input {corner} your neuron has z = {value:g} and gives "
                f"{output}, but it should give {wanted}.",
                KNOWN.get(got, ""),
                advice.get(got, "Which of w₁, w₂ and b would move this z?"),
            ]
            t.fail(" ".join(filter(None, said)))


def check_nand(code, t):
    "is NAND"
    advice = {
        (0, 0, 0, 1): "Change the signs of all three numbers: NAND is its opposite.",
        (1, 0, 0, 0): "Raise b, so that one active input does not silence it yet.",
        (1, 1, 1, 1): "Both weights must be negative and together outweigh b.",
        (0, 0, 0, 0): "For (0, 0) z is b alone, and NAND fires there: b is positive.",
    }
    compare(t, "nand", (1, 1, 1, 0), advice)


def check_only(code, t):
    "is the first but not the second"
    advice = {
        (0, 1, 0, 0): "Swap the two weights.",
        (1, 0, 1, 0): "It ignores x₁ and fires where x₂ is 0.",
        (0, 0, 1, 1): "It ignores x₂: a negative w₂ must outweigh w₁ + b.",
        (1, 0, 1, 1): "For (0, 0) z is b alone: b must be negative.",
        (1, 1, 0, 1): "That is the opposite: change the signs of all three numbers.",
        (0, 1, 1, 1): "The second input must speak against firing: w₂ is negative.",
    }
    compare(t, "only", (0, 0, 1, 0), advice)
