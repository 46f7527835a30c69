# expect: It ignores x₂: a negative w₂
nand_w = [-1, -1]
nand_b = 1.5
only_w = [1, 0]
only_b = -0.5
