# expect: Swap the two weights
nand_w = [-1, -1]
nand_b = 1.5
only_w = [-1, 1]
only_b = -0.5
