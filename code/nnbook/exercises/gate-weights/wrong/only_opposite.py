# expect: It fires for all but (1, 0). That is the opposite
nand_w = [-1, -1]
nand_b = 1.5

only_w = [-1, 1]
only_b = 0.5
