# NAND: 0 only where both inputs are 1
nand_w = [..., ...]
nand_b = ...

# x₁ AND NOT x₂: 1 only for the input (1, 0)
only_w = [..., ...]
only_b = ...
