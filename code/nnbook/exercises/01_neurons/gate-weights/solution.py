# NAND: 0 only where both inputs are 1
nand_w = [-1, -1]
nand_b = 1.5

# x₁ AND NOT x₂: 1 only for the input (1, 0)
only_w = [1, -1]
only_b = -0.5
