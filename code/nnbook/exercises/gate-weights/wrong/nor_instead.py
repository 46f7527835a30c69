# expect: one active input does not silence it yet
nand_w = [-1, -1]
nand_b = 0.5
only_w = [1, -1]
only_b = -0.5
